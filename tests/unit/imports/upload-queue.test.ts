import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { durablePendingFiles, volatilePendingFiles } from '@/components/imports/pending-files';
import { SignedOut, type SendFile } from '@/components/imports/upload-item';
import { UploadQueue } from '@/components/imports/upload-queue';

const file = (path: string) => ({ path, content: new Blob([path]) });
const accept: SendFile = async () => ({ outcome: 'added', reason: null });

/** Resolves once the queue looks as `condition` says. */
function until(queue: UploadQueue, condition: (queue: UploadQueue) => boolean): Promise<void> {
  if (condition(queue)) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = queue.subscribe(() => {
      if (!condition(queue)) return;
      stop();
      resolve();
    });
  });
}
const outcomes = (queue: UploadQueue) => queue.getSnapshot().items.map(({ outcome }) => outcome);
const allSettled = (queue: UploadQueue) => outcomes(queue).every((o) => o !== 'waiting' && o !== 'uploading');

describe('the queue of an import', () => {
  it('sends each file once, never more at a time than it may, and reports every outcome', async () => {
    const sent: string[] = [];
    let inFlight = 0;
    let most = 0;
    const queue = new UploadQueue({
      files: volatilePendingFiles(),
      concurrency: 2,
      send: async (_batch, path, content) => {
        most = Math.max(most, ++inFlight);
        sent.push(await content.text());
        inFlight -= 1;
        if (path === 'b.png') {
          return { outcome: 'failed', reason: { code: 'broken_file', message: 'not a PNG' } };
        }
        return { outcome: path === 'c.png' ? 'exists' : 'added', reason: null };
      },
    });
    await queue.add('batch', ['a.png', 'b.png', 'c.png', 'd.png'].map(file));
    await until(queue, allSettled);
    expect(sent.sort()).toEqual(['a.png', 'b.png', 'c.png', 'd.png']);
    expect(most).toBeLessThanOrEqual(2);
    expect(outcomes(queue)).toEqual(['added', 'failed', 'exists', 'added']);
    expect(queue.getSnapshot().items[1]?.reason).toEqual({ code: 'broken_file', message: 'not a PNG' });
  });

  it('goes on after a reload with what was not answered for', async () => {
    const owner = crypto.randomUUID();
    let refuse: (reason: Error) => void = () => undefined;
    const cutOff = new UploadQueue({
      files: await durablePendingFiles(owner),
      concurrency: 1,
      send: (_batch, path) =>
        path === 'a.png'
          ? accept('', path, new Blob())
          : new Promise((_resolve, reject) => (refuse = reject)),
      backOff: () => new Promise(() => undefined),
    });
    await cutOff.add('batch', ['a.png', 'b.png', 'c.png'].map(file));
    await until(cutOff, () => outcomes(cutOff)[1] === 'uploading');

    const sent: string[] = [];
    const reopened = new UploadQueue({
      files: await durablePendingFiles(owner),
      send: async (batch, path) => {
        sent.push(`${batch}:${path}`);
        return { outcome: 'added', reason: null };
      },
    });
    expect(await reopened.resume()).toBe(2);
    await until(reopened, allSettled);
    expect(sent.sort()).toEqual(['batch:b.png', 'batch:c.png']);
    expect(await reopened.resume()).toBe(0);
    refuse(new Error('tab closed'));
  });

  it('tries again when the server was away, and loses nothing', async () => {
    let tries = 0;
    const queue = new UploadQueue({
      files: volatilePendingFiles(),
      concurrency: 1,
      send: async () => {
        if (++tries <= 3) throw new TypeError('fetch failed');
        return { outcome: 'added', reason: null };
      },
      backOff: async () => undefined,
    });
    await queue.add('batch', [file('a.png'), file('b.png')]);
    await until(queue, allSettled);
    expect(tries).toBe(5);
    expect(queue.getSnapshot().obstacle).toBeNull();
    expect(outcomes(queue)).toEqual(['added', 'added']);
  });

  it('says that somebody must sign in, and goes on when they have', async () => {
    let signedIn = false;
    let signIn: () => void = () => undefined;
    const settled: string[] = [];
    const queue = new UploadQueue({
      files: volatilePendingFiles(),
      send: async () => {
        if (!signedIn) throw new SignedOut();
        return { outcome: 'added', reason: null };
      },
      backOff: () => new Promise((resolve) => (signIn = resolve)),
      onBatchSettled: (batchId) => settled.push(batchId),
    });
    await queue.add('batch', [file('a.png'), file('b.png')]);
    await until(queue, () => queue.getSnapshot().obstacle === 'signed_out');
    expect(settled).toEqual([]);
    signedIn = true;
    signIn();
    await until(queue, allSettled);
    expect(outcomes(queue)).toEqual(['added', 'added']);
    expect(settled).toEqual(['batch']);
  });

  it('stands still while paused, and forgets what waits when told to', async () => {
    const files = volatilePendingFiles();
    const queue = new UploadQueue({ files, send: accept });
    queue.setPaused(true);
    await queue.add('batch', [file('a.png'), file('b.png')]);
    expect(outcomes(queue)).toEqual(['waiting', 'waiting']);
    await queue.discardWaiting();
    expect(await files.list()).toEqual([]);
    queue.setPaused(false);
    expect(outcomes(queue)).toEqual([]);
  });
});
