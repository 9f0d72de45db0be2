import { z } from 'zod';

/** How long to wait for all parts to be up after their start, and for the models once everything else is. */
const PATIENCE_MS = 180_000;
const PATIENCE_FOR_MODELS_MS = 60_000;

const Answer = z.object({ parts: z.record(z.string(), z.object({ up: z.boolean() })) });

/** The address at which a server that listens on `host` can be asked from this machine. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

/** What is not up, asked of /api/health. */
async function missingParts(url: string): Promise<string[]> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    const { parts } = Answer.parse(await response.json());
    return Object.keys(parts).filter((name) => !parts[name]?.up);
  } catch {
    return ['web'];
  }
}

/**
 * Wait until /api/health says that everything is up.
 * @returns null, or what was missing when patience ended
 */
export async function waitUntilHealthy(host: string, port: number): Promise<string | null> {
  const url = `http://${reachable(host)}:${port}/api/health`;
  const startedAt = Date.now();
  let othersSince = 0;
  for (;;) {
    const missing = await missingParts(url);
    if (missing.length === 0) return null;
    const now = Date.now();
    // Work can begin without the models: what is pre-annotated later says so itself.
    const onlyModels = missing.every((name) => name === 'models');
    othersSince = onlyModels ? othersSince || now : 0;
    const isLate =
      now - startedAt > PATIENCE_MS || (onlyModels && now - othersSince > PATIENCE_FOR_MODELS_MS);
    if (isLate) return missing.join(', ');
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
