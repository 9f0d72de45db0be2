import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getGuard, getReleases, postRelease, postRollback } from '@/app/api/v1/_endpoints/releases';
import type { Endpoint } from '@/app/api/v1/_lib/endpoint';
import { GuardReportSchema, ReleaseRowSchema } from '@/app/api/v1/_lib/release-schemas';
import { newApiToken } from '@/lib/auth/api-token';
import { insertToken } from '@/lib/db/token';
import { makePerson, makeProject } from '@/tests/support/builders';
import { commandLine } from '@/tests/support/command-line';
import { makeCandidate } from '@/tests/support/releases';
import { createInstallation, type Installation } from '@/tests/support/scratch';

/** Releases as the API and the command line have them. */

let installation: Installation;
let project: { id: string; slug: string };
let mine: { id: string; ref: string };
let secret: string;

beforeAll(async () => {
  installation = await createInstallation();
  const { db } = installation;
  project = await makeProject(db, 'field');
  mine = await makeCandidate(db, { projectId: project.id });
  const { userId } = await makePerson(db, { administrator: true });
  const token = newApiToken();
  secret = token.secret;
  await insertToken(db, { userId, name: 'test', tokenHash: token.hash, expiresAt: null });
});
afterAll(() => installation.drop());

describe('over the API', () => {
  const ask = async (
    { handler, spec }: Endpoint,
    body?: object,
    params: Record<string, string> = {},
    query = '',
  ) => {
    const request = new Request(`http://127.0.0.1/api/v1/somewhere${query}`, {
      method: spec.method.toUpperCase(),
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const response = await handler(request, {
      params: Promise.resolve({ slug: project.slug, ...params }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('a release is asked about, refused, forced, listed and taken back', async () => {
    const guard = await ask(getGuard, undefined, { id: mine.id });
    expect(guard.status).toBe(200);
    expect(GuardReportSchema.strict().parse(guard.body)).toMatchObject({ evidence: null, needsReason: true });

    const shipped = String((guard.body.inUse as { id: string }).id);
    expect((await ask(getGuard, undefined, { id: mine.id }, `?together=${shipped}`)).status).toBe(400);

    const release = { candidateId: mine.id, note: 'Try it.' };
    expect(await ask(postRelease, release)).toMatchObject({
      status: 409,
      body: { error: { code: 'conflict', details: { guard: guard.body } } },
    });
    const released = await ask(postRelease, { ...release, because: 'Nobody measured it.' });
    expect(released).toMatchObject({ status: 201, body: { stage: 'converter', again: 0 } });
    expect(await ask(postRelease, { candidateId: mine.id })).toMatchObject({ status: 400 });

    expect(await ask(postRollback, { stage: 'converter', note: 'Worse.' })).toMatchObject({
      status: 201,
      body: { candidate: { shipped: true } },
    });
    expect(await ask(postRollback, { stage: 'converter', note: 'Worse.' })).toMatchObject({ status: 409 });
    const { items } = (await ask(getReleases)).body as { items: unknown[] };
    const rows = items.map((item) => ReleaseRowSchema.strict().parse(item));
    expect(rows.map(({ rollback, inUse }) => [rollback, inUse])).toEqual([
      [true, true],
      [false, false],
    ]);
  });
});

describe('at the command line', () => {
  it('a release is refused, forced, listed and taken back', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'formulary-releases-'));
    try {
      const { cli, answer } = commandLine(installation, folder);
      const named = ['candidate', 'release', `converter/${mine.ref}`, '--project', 'field'];
      expect(await cli(...named)).toMatchObject({ code: 2, stdout: '' });
      const refused = await cli(...named, '--note', 'Try it.', '--json');
      expect(refused).toMatchObject({ code: 1, stdout: '' });
      expect(refused.stderr).toContain('say why it is released all the same');
      const released = await answer(...named, '--note', 'Try it.', '--because', 'Nobody measured it.');
      expect(released).toMatchObject({ stage: 'converter', candidate: { ref: mine.ref } });

      const listed = await cli('candidate', 'releases', '--project', 'field');
      expect(listed).toMatchObject({ code: 0, stderr: '' });
      expect(listed.stdout.split('\n')[1]).toMatch(
        new RegExp(`^converter +${mine.ref} +yes +\\S+ \\S+ +.* +Try it\\. +Nobody measured it\\.$`, 'u'),
      );
      const back = ['candidate', 'rollback', '--project', 'field', '--note', 'Worse.', '--stage'];
      expect(await cli(...back, 'splitter')).toMatchObject({ code: 2 });
      const taken = await cli(...back, 'converter');
      expect(taken).toMatchObject({ code: 0, stdout: '' });
      expect(taken.stderr).toContain('rules-1@1 is in use for the converter again');
      const detector = await makeCandidate(installation.db, { projectId: project.id, stage: 'detector' });
      const both = await cli(
        ...named,
        '--note',
        'Two.',
        '--because',
        'No.',
        '--with',
        `detector/${detector.ref}`,
      );
      expect(both.stderr).toContain(`${detector.ref} is in use for the detector.`);
      expect(both.stderr).toContain(`${mine.ref} is in use for the converter.`);
      await answer(...back, 'converter');
      expect(await cli(...back, 'converter')).toMatchObject({ code: 1 });
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 200_000);
});
