import { log } from '@/lib/log';
import type { Engine } from '@/models/runtime/engine';

const EVERY_MS = 2_000;
const AFTER_FAILURE_MS = 20_000;

/**
 * Opens the models, and opens them again when their process is gone, so that nobody's image waits for it.
 * Models that cannot be opened are tried again now and then: somebody may have mended them.
 */
export function keepOpen(engine: Engine): { problem(): string | null; stop(): void } {
  let problem: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const look = async () => {
    let next = EVERY_MS;
    try {
      if (!engine.candidates) await engine.start();
      problem = null;
    } catch (error) {
      next = AFTER_FAILURE_MS;
      if (!stopped) log('worker').error({ err: error }, 'the models could not be opened');
      problem = error instanceof Error ? error.message : String(error);
    }
    if (!stopped) timer = setTimeout(() => void look(), next);
  };
  void look();
  return {
    problem: () => problem,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
