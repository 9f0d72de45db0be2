import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyAnnotation, NO_PINS, type Annotation, type SymbolId } from '@/lib/domain/annotation/schema';
import type { Stage } from '@/lib/domain/stages';
import { requestCascade } from '@/lib/server/predictions/request-cascade';
import { makeFormula, makePerson, makeProject } from '@/tests/support/builders';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** So many symbols in rows, of which nobody has said where they belong. */
function rows(count: number): Annotation {
  const symbols = Array.from({ length: count }, (_, n) => ({
    id: `s${n}` as SymbolId,
    box: { x: (n % 50) * 4, y: Math.floor(n / 50) * 4, width: 3, height: 3 },
    class: 'x',
    place: null,
    pins: NO_PINS,
  }));
  return { ...emptyAnnotation(), symbols: Object.fromEntries(symbols.map((symbol) => [symbol.id, symbol])) };
}

describe('asking the models again after a correction', () => {
  it('is refused for more symbols than they can hold, before a worker is asked', async () => {
    const { db } = database;
    const { id: projectId } = await makeProject(db);
    const lead = await makePerson(db, { projectId, roles: ['lead'] });
    const { id: formulaId } = await makeFormula(db, { projectId });
    const ask = (count: number, changedStage: Stage) =>
      requestCascade(lead, { formulaId, annotation: rows(count), changedStage });
    await expect(ask(401, 'detector')).rejects.toMatchObject({ code: 'too_large' });
    await expect(ask(401, 'recognizer')).rejects.toMatchObject({ code: 'too_large' });
    // There is no worker here.
    await expect(ask(400, 'detector')).rejects.toMatchObject({ code: 'not_ready' });
    await expect(ask(401, 'aligner')).rejects.toMatchObject({ code: 'not_ready' });
  });
});
