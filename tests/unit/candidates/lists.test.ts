import { describe, expect, it } from 'vitest';
import { chooseFiles, NOTHING_CHOSEN } from '@/components/candidates/chosen-files';
import { familiesOf } from '@/components/candidates/family';
import { isNonCommercial } from '@/components/candidates/licence';
import type { CandidateRow } from '@/lib/domain/candidate';
import { standingOf, type CandidateNumber } from '@/lib/domain/candidate-numbers';

const row = (id: string, rest: Partial<CandidateRow> = {}): CandidateRow => ({
  id,
  stage: 'recognizer',
  name: id,
  version: '1',
  kind: 'onnx',
  bytes: 1,
  sha256: '',
  shipped: false,
  released: false,
  card: {
    stage: 'recognizer',
    name: id,
    version: '1',
    kind: 'onnx',
    dependsOn: [],
    licence: 'MIT',
    sha256: null,
    parameters: null,
    classes: null,
    trainedAt: null,
    data: null,
    measurements: [],
  },
  variantOf: null,
  variant: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: null,
  ...rest,
});
const lighter = (id: string, of: string, rest: Partial<CandidateRow> = {}) =>
  row(id, { variantOf: { id: of, name: of, version: '1' }, variant: 'int8', ...rest });

describe('candidates of a stage', () => {
  it('stand with their lighter versions below them, the family in use first', () => {
    const families = familiesOf([
      row('new'),
      lighter('old-int8', 'old', { released: true }),
      row('old'),
      lighter('orphan', 'gone'),
    ]);
    expect(families.map(({ original, variants }) => [original.id, ...variants.map(({ id }) => id)])).toEqual([
      ['old', 'old-int8'],
      ['new'],
      ['orphan'],
    ]);
  });
});

const number = (evaluationId: string, snapshot: string, split: 'test' | 'val' = 'test'): CandidateNumber => ({
  evaluationId,
  snapshot: { id: snapshot, name: snapshot },
  split,
  formulas: 10,
  value: { value: 0.5, low: 0.4, high: 0.6 },
  leaked: false,
  at: '2026-01-01T00:00:00.000Z',
});

describe('what is shown of a candidate', () => {
  it('is its newest number on formulas on which the one in use was measured too', () => {
    const own = [number('e3', 'new'), number('e2', 'old', 'val'), number('e1', 'old')];
    const inUse = [number('u2', 'other'), number('u1', 'old')];
    expect(standingOf(own, inUse)).toEqual({ own: own[2], inUse: inUse[1] });
  });

  it('is its newest number alone where the two never met, and nothing without an evaluation', () => {
    const own = [number('e2', 'new'), number('e1', 'old')];
    expect(standingOf(own, [number('u', 'other')])).toEqual({ own: own[0], inUse: null });
    expect(standingOf([], [number('u', 'other')])).toBeNull();
  });
});

describe('files of a candidate', () => {
  const file = (name: string) => new File(['{}'], name);

  it('are told apart by their names, and may be chosen one after the other', () => {
    const first = chooseFiles(NOTHING_CHOSEN, [file('card.json'), file('notes.txt')]);
    expect([first.card?.name, first.model, first.others]).toEqual(['card.json', null, ['notes.txt']]);
    const second = chooseFiles(first, [file('Model.ONNX')]);
    expect([second.card?.name, second.model?.name, second.others]).toEqual(['card.json', 'Model.ONNX', []]);
    expect(chooseFiles(second, [file('other.json')]).card?.name).toBe('other.json');
  });
});

describe('a licence', () => {
  it.each([
    ['CC BY-NC-SA 3.0', true],
    ['Non-commercial use only', true],
    ['MIT', false],
    ['CC BY-SA 4.0', false],
  ])('%s forbids commercial use: %s', (licence, forbids) => expect(isNonCommercial(licence)).toBe(forbids));
});
