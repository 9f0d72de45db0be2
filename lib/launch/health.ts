/** How long to wait for all parts to be up after their start. */
const PATIENCE_MS = 180_000;

/**
 * Wait until /api/health says that everything is up.
 * @returns null, or what was missing when patience ended
 */
export async function waitUntilHealthy(host: string, port: number): Promise<string | null> {
  const reachable =
    host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  const end = Date.now() + PATIENCE_MS;
  let last = 'the web server does not answer';
  while (Date.now() < end) {
    try {
      const response = await fetch(`http://${reachable}:${port}/api/health`, {
        signal: AbortSignal.timeout(5_000),
      });
      if (response.ok) return null;
      const { parts } = (await response.json()) as { parts: Record<string, { up: boolean }> };
      last = Object.entries(parts)
        .filter(([, { up }]) => !up)
        .map(([name]) => name)
        .join(', ');
    } catch {
      last = 'the web server does not answer';
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return last;
}
