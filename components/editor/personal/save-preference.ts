/** A server that has not answered by then keeps nothing. */
const PATIENCE_MS = 20_000;

async function put(address: string, body: object): Promise<boolean> {
  try {
    const response = await fetch(address, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return response.ok;
  } catch {
    return false;
  }
}

const latest = new Map<string, Promise<boolean>>();

/**
 * Keeps a preference with the account, one after the other for each address, so that what was chosen last is what is
 * kept. @returns whether the server has it; a preference is never worth an error page.
 */
export function savePreference(address: string, body: object): Promise<boolean> {
  const before = latest.get(address) ?? Promise.resolve(true);
  const saving = before.then(() => put(address, body));
  latest.set(address, saving);
  return saving;
}
