import { randomInt, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { Client } from 'pg';
import { embeddedUrl, freePort } from '@/lib/db/embedded/server';
import { runningPostmaster } from '@/lib/db/embedded/postmaster';
import type { EditorPayload } from '@/lib/domain/editor-payload';
import { HttpSession } from '@/tests/support/http-session';
import { isAlive, pidsOf, startServer, type ServerProcess } from '@/tests/support/server-process';
import { drawFormula } from '@/models/synthesis';

/**
 * Thirty SIGKILLs at random moments, of web, worker and PostgreSQL in turn, while somebody corrects a
 * formula: what was acknowledged is there afterwards, each edit by its id and exactly once.
 */

const KILLS = 30;
const TARGETS = ['web', 'worker', 'postgres'] as const;

let home: string;
let server: ServerProcess;
let session: HttpSession;

const soon = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function json<T>(route: string, method: string, body?: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const response = await session.send(`/api/v1/${route}`, init);
  if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

test.beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'formulary-crash-'));
  const env = { DATABASE_URL: '', FORMULARY_SKIP_SAMPLE: '1', LOG_LEVEL: 'fatal' };
  server = await startServer({ home, port: await freePort(), env });
  session = new HttpSession(server.url);
  const { email, password } = server.administrator!;
  expect(await session.signIn(email, password)).toBeNull();
});
test.afterAll(async () => {
  await server.stop();
  await rm(home, { recursive: true, force: true });
});

/** A formula of a new project, leased to us. */
async function openFormula(): Promise<EditorPayload> {
  await json('projects', 'POST', { slug: 'crash', name: 'Crash', classes: ['x'] });
  const { batchId } = await json<{ batchId: string }>('projects/crash/imports', 'POST', { source: 'test' });
  const { image } = await drawFormula({ latex: 'x+y', style: { face: 'caveat' }, seed: 'crash' });
  const file = await session.send(`/api/v1/imports/${batchId}/files?path=a.png`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(image),
  });
  expect(file.status, await file.clone().text()).toBe(200);
  let payload: EditorPayload | null = null;
  await expect
    .poll(async () => {
      const response = await session.send('/api/v1/projects/crash/queue/next', { method: 'POST' });
      payload = ((await response.json()) as { next: EditorPayload | null }).next;
      return payload?.formula.name;
    })
    .toBe('a.png');
  return payload!;
}

/** The editor's side of the save protocol: one edit at a time, repeated under its id until it is acknowledged. */
class Editor {
  readonly acknowledged: string[] = [];
  repeated = 0;

  constructor(
    private readonly annotationId: string,
    private version: number,
  ) {}

  async addSymbol(): Promise<void> {
    const id = `added-${this.acknowledged.length}`;
    const box = { x: 1, y: 1, width: 5, height: 5 };
    const symbol = { id, box, class: 'x', place: null, pins: { box: true, class: true, place: false } };
    const edit = {
      id: randomUUID(),
      diff: { symbols: { added: { [id]: symbol } } },
      source: 'user',
      action: 'symbol.add',
      activeMs: 10,
      predictionId: null,
    };
    for (;;) {
      try {
        const request = { baseVersion: this.version, edits: [edit] };
        const answer = await json<{ version: number; alreadySaved: string[] }>(
          `annotations/${this.annotationId}/edits`,
          'POST',
          request,
        );
        this.version = answer.version;
        this.acknowledged.push(edit.id);
        this.repeated += answer.alreadySaved.length;
        return;
      } catch (error) {
        // Refused is a failure of the protocol; anything else is the crash that we made.
        if (/: 4\d\d /.test((error as Error).message)) throw error;
        await soon(20);
      }
    }
  }
}

/** Which of these edits the database does not have. */
async function lost(ids: string[]): Promise<string[]> {
  const { port } = (await runningPostmaster(path.join(home, 'postgres', 'data')))!;
  const client = new Client({
    connectionString: await embeddedUrl(path.join(home, 'postgres'), port, 'formulary'),
  });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>('SELECT id FROM "Edit" WHERE id = ANY ($1)', [ids]);
    const found = new Set(rows.map(({ id }) => id));
    return ids.filter((id) => !found.has(id));
  } finally {
    await client.end();
  }
}

test('no acknowledged edit is lost by thirty kills of web, worker and PostgreSQL', async () => {
  const { annotation, formula } = await openFormula();
  const editor = new Editor(annotation.id, annotation.version);
  const symbolsBefore = Object.keys(annotation.value.symbols).length;
  for (let round = 0; round < KILLS; round += 1) {
    const target = TARGETS[round % TARGETS.length]!;
    let victim = 0;
    await expect
      .poll(async () => isAlive((victim = (await pidsOf(home))[target] ?? 0)), { timeout: 120_000 })
      .toBe(true);
    // Between the first and the last byte of some save.
    const killed = soon(randomInt(60)).then(() => process.kill(victim, 'SIGKILL'));
    const before = editor.acknowledged.length;
    while (editor.acknowledged.length < before + 6) await editor.addSymbol();
    await killed;
    while (isAlive(victim)) await soon(10);
    await editor.addSymbol();
    expect(await lost(editor.acknowledged), `after kill ${round + 1}, of ${target}`).toEqual([]);
  }
  const { annotation: after } = await json<EditorPayload>(`formulas/${formula.id}`, 'GET');
  expect(after.version).toBe(annotation.version + editor.acknowledged.length);
  expect(Object.keys(after.value.symbols)).toHaveLength(symbolsBefore + editor.acknowledged.length);
});
