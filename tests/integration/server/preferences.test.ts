import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getPreferences, setShortcuts, setTourSeen } from '@/lib/server/people/preferences';
import { makePerson } from '@/tests/support/builders';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';

let installation: TestDatabase;
beforeAll(async () => {
  installation = await createTestDatabase();
});
afterAll(() => installation.drop());

describe('the keys that a person has moved', () => {
  it('follow that person and nobody else', async () => {
    const [kim, lia] = await Promise.all([makePerson(installation.db), makePerson(installation.db)]);
    await setShortcuts(kim, {
      shortcuts: { 'stage.accept': { Enter: 'J' }, 'symbol.delete': { Backspace: null } },
    });
    expect(await getPreferences(kim)).toEqual({
      shortcuts: { 'stage.accept': { Enter: 'J' }, 'symbol.delete': { Backspace: null } },
      tourSeen: false,
    });
    expect(await getPreferences(lia)).toEqual({ shortcuts: {}, tourSeen: false });
    await setShortcuts(kim, { shortcuts: {} });
    expect((await getPreferences(kim)).shortcuts).toEqual({});
  });

  it('are the defaults where what was stored no longer fits, and what else was chosen stays', async () => {
    const kim = await makePerson(installation.db);
    await setTourSeen(kim, { seen: true });
    await installation.db.preferences.update({
      where: { userId: kim.userId },
      data: { shortcuts: { 'stage.accept': { Enter: 'Mod+T' } } },
    });
    expect(await getPreferences(kim)).toEqual({ shortcuts: {}, tourSeen: true });
  });
});

describe('the tour', () => {
  it('is remembered, and can be asked for again', async () => {
    const kim = await makePerson(installation.db);
    await setTourSeen(kim, { seen: true });
    expect((await getPreferences(kim)).tourSeen).toBe(true);
    await setTourSeen(kim, { seen: false });
    expect((await getPreferences(kim)).tourSeen).toBe(false);
  });
});
