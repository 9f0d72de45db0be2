/** A server that has not answered by then keeps nothing. */
const PATIENCE_MS = 20_000;

async function put(userId: string, address: string, body: object): Promise<boolean> {
  try {
    const response = await fetch(address, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'x-formulary-user': userId },
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
 * kept.
 * @param userId whose page this is: it sets nobody else's keys who has signed in in this browser since
 * @returns whether the server has it; a preference is never worth an error page.
 */
export function savePreference(userId: string, address: string, body: object): Promise<boolean> {
  const before = latest.get(address) ?? Promise.resolve(true);
  const saving = before.then(() => put(userId, address, body));
  latest.set(address, saving);
  return saving;
}
