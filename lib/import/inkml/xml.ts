import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { AppError } from '@/lib/errors';

/** An element of an XML document; names are without their prefix. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  /** Text of the element itself, without that of its children. */
  text: string;
}

const local = (name: string) => name.slice(name.indexOf(':') + 1);

/**
 * Decodes the bytes of an XML file: UTF-8 or UTF-16 by byte order mark, else UTF-8, and Latin-1 where the
 * bytes are no UTF-8 (old recorders wrote it without saying so).
 */
export function decodeXml(bytes: Uint8Array): { text: string; guessed: boolean } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return { text: new TextDecoder('utf-16le').decode(bytes), guessed: false };
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return { text: new TextDecoder('utf-16be').decode(bytes), guessed: false };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), guessed: false };
  } catch {
    return { text: new TextDecoder('latin1').decode(bytes), guessed: true };
  }
}

const MAX_DEPTH = 1000;

/**
 * Reads an XML document into a small tree. A DOCTYPE is refused: entities have no use here, and XML bombs do.
 * @throws AppError `broken_file` for malformed XML, an empty file or a DOCTYPE.
 */
export function readXml(text: string, what: string): XmlElement {
  const broken = (reason: string) => new AppError('broken_file', `${what}: ${reason}`);
  if (text.trim() === '') throw broken('the file is empty.');
  const document: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [document];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw broken(`this is not well-formed XML (${error.message}).`);
  });
  parser.on('doctype', () => {
    throw broken('a DOCTYPE is not accepted.');
  });
  parser.on('opentag', (tag: SaxesTagPlain) => {
    if (open.length > MAX_DEPTH) throw broken('its elements are nested too deeply.');
    const element: XmlElement = {
      name: local(tag.name),
      attributes: { ...tag.attributes },
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const addText = (value: string) => {
    const element = open.at(-1);
    if (element) element.text += value;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(text).close();
  const root = document.children[0];
  if (!root) throw broken('there is no XML element in it.');
  return root;
}

/** `id` or `xml:id`, trimmed. */
export function idOf(element: XmlElement): string | undefined {
  const id = (element.attributes['xml:id'] ?? element.attributes.id)?.trim();
  return id === '' ? undefined : id;
}

/** The element and everything under it, in document order. */
export function* walk(element: XmlElement): Generator<XmlElement> {
  const pending = [element];
  for (let next = pending.pop(); next; next = pending.pop()) {
    yield next;
    for (let index = next.children.length - 1; index >= 0; index--) {
      const child = next.children[index];
      if (child) pending.push(child);
    }
  }
}
