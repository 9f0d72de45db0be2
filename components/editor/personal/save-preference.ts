/** Keeps a preference with the account. @returns whether the server has it; a preference is never worth an error page. */
export async function savePreference(address: string, body: object): Promise<boolean> {
  try {
    const response = await fetch(address, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.ok;
  } catch {
    return false;
  }
}
