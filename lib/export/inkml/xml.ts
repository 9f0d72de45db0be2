const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for XML 1.0: markup escaped, characters that XML cannot hold replaced. */
export function escape(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '\ufffd')
    .replace(/[&<>"]/gu, (character) => ENTITIES[character] ?? character);
}

/** A quoted attribute value. */
export function attribute(text: string): string {
  return `"${escape(text).replace(/[\t\n\r]/gu, (character) => `&#${character.codePointAt(0)};`)}"`;
}
