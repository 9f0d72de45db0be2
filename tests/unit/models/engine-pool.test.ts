import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '@/lib/env';
import { type Engine } from '@/models/runtime/engine';
import { EnginePool, type EnginePoolOptions } from '@/models/runtime/engine-pool';

const MOODY = path.join(PROJECT_ROOT, 'tests', 'fixtures', 'engine', 'moody.mjs');
const opened: EnginePool[] = [];
const poolOf = (options: EnginePoolOptions = {}) => {
  const pool = new EnginePool({ program: MOODY, ...options });
  opened.push(pool);
  return pool;
};
afterEach(async () => {
  for (const pool of opened.splice(0)) await pool.close();
});

const mood = (text: string) => ({ image: Buffer.from(text) });
/** The moody process says its own id where the width would be, and how many it answered as the height. */
const processOf = async (engine: Engine, text = 'fine') => (await engine.predict(mood(text))).width;
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a pool of engines', () => {
  it('has one engine for each set of candidates', async () => {
    const pool = poolOf();
    expect(pool.engine({ detector: 'a' })).toBe(pool.engine({ detector: 'a' }));
    expect(pool.engine({ detector: 'a' })).not.toBe(pool.engine({ recognizer: 'a' }));
    const [a, b] = [pool.engine({ detector: 'a' }), pool.engine({ detector: 'b' })];
    const [first, second] = [await processOf(a), await processOf(b)];
    expect(first).not.toBe(second);
    expect(await processOf(a)).toBe(first);
  });

  it('ends the process that was used least recently for one that is needed, and starts it again on demand', async () => {
    const pool = poolOf({ most: 2 });
    const [a, b, c] = ['a', 'b', 'c'].map((detector) => pool.engine({ detector })) as [
      Engine,
      Engine,
      Engine,
    ];
    const [ofA, ofB] = [await processOf(a), await processOf(b)];
    expect(await processOf(a)).toBe(ofA);
    const ofC = await processOf(c);
    expect([isAlive(ofA), isAlive(ofB), isAlive(ofC)]).toEqual([true, false, true]);
    // Who rests is not broken: it still says which models it has.
    expect(b.candidates).toEqual({ detector: 'moody@1' });
    const again = await processOf(b);
    expect(again).not.toBe(ofB);
    expect([isAlive(ofA), isAlive(ofC)]).toEqual([false, true]);
  });

  it('ends no process while it works: who needs a place waits for it', async () => {
    // However long the first process takes to start: its tenure never ends.
    const pool = poolOf({ most: 1, tenureMs: Infinity });
    const [a, b] = [pool.engine({ detector: 'a' }), pool.engine({ detector: 'b' })];
    const order: string[] = [];
    const note = (name: string) => () => void order.push(name);
    await Promise.all([
      a.predict(mood('slow')).then(note('a')),
      b.predict(mood('fine')).then(note('b')),
      a.predict(mood('fine')).then(note('a again')),
    ]);
    // Engine a has more to do and keeps its place for a while: processes are not started in turns.
    expect(order).toEqual(['a', 'a again', 'b']);
  });

  it('lets a person in between two images of a long batch', async () => {
    const pool = poolOf({ most: 1, tenureMs: Infinity });
    const [a, b] = [pool.engine({ detector: 'a' }), pool.engine({ detector: 'b' })];
    const order: string[] = [];
    const note = (name: string) => () => void order.push(name);
    await a.start();
    const batch = [1, 2, 3].map((n) => a.predict(mood('slow')).then(note(`batch ${n}`)));
    const person = b.predict(mood('fine'), 'interactive').then(note('person'));
    await Promise.all([...batch, person]);
    expect(order).toEqual(['batch 1', 'person', 'batch 2', 'batch 3']);
  });

  it('gives everybody a turn in the end', async () => {
    const pool = poolOf({ most: 1, tenureMs: 0 });
    const engines = ['a', 'b', 'c'].map((detector) => pool.engine({ detector }));
    const answers = await Promise.all(
      engines.flatMap((engine) => [1, 2, 3].map(() => engine.predict(mood('fine')))),
    );
    const processes = new Set(answers.map(({ width }) => width));
    expect(answers).toHaveLength(9);
    expect(processes.size).toBeGreaterThanOrEqual(3);
    expect([...processes].filter(isAlive)).toHaveLength(1);
  });

  it('keeps the crash of one from the others', async () => {
    const pool = poolOf();
    const [a, b] = [pool.engine({ detector: 'a' }), pool.engine({ detector: 'b' })];
    const ofB = await processOf(b);
    const [crashed, fine] = await Promise.allSettled([a.predict(mood('crash')), b.predict(mood('slow'))]);
    expect(crashed).toMatchObject({ status: 'rejected', reason: { code: 'inference_failed' } });
    expect(fine).toMatchObject({ status: 'fulfilled', value: { width: ofB } });
    expect(await processOf(a)).not.toBe(ofB);
  });

  it('replaces a process that holds too much memory after its task', async () => {
    const pool = poolOf();
    const engine = pool.engine();
    const greedy = await processOf(engine, 'greedy');
    const after = await processOf(engine);
    expect(after).not.toBe(greedy);
    expect(isAlive(greedy)).toBe(false);
    expect(await processOf(engine)).toBe(after);
  });

  it('frees the place of candidates that cannot be opened', async () => {
    const pool = poolOf({ most: 1 });
    const broken = pool.engine({ mood: 'unable' } as object);
    await expect(broken.predict(mood('fine'))).rejects.toMatchObject({ code: 'not_ready' });
    expect(await processOf(pool.engine({ detector: 'a' }))).toBeGreaterThan(0);
  });

  it('refuses what waits when it is closed, and leaves no process', async () => {
    const pool = poolOf({ most: 1 });
    const [a, b] = [pool.engine({ detector: 'a' }), pool.engine({ detector: 'b' })];
    const pid = await processOf(a);
    const running = a.predict(mood('slow'));
    const waiting = b.predict(mood('fine'));
    const outcomes = Promise.allSettled([running, waiting]);
    await pool.close();
    expect((await outcomes)[1]).toMatchObject({ status: 'rejected', reason: { code: 'not_ready' } });
    expect(isAlive(pid)).toBe(false);
    await expect(pool.engine({ detector: 'c' }).predict(mood('fine'))).rejects.toMatchObject({
      code: 'not_ready',
    });
  });
});
