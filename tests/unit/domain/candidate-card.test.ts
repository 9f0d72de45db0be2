import { describe, expect, it } from 'vitest';
import { summarizeCard } from '@/lib/domain/candidate-card';

describe('a card on the screen', () => {
  it('says what it was trained on and every number that was measured, also in groups', () => {
    const summary = summarizeCard({
      stage: 'recognizer',
      name: 'r1',
      version: '1',
      kind: 'onnx',
      dependsOn: ['detector'],
      licence: 'CC BY-NC-SA 3.0',
      sha256: 'ab',
      classes: ['x', 'y'],
      parameters: 12,
      trainedAt: '2026-11-22T18:00:00Z',
      data: { name: 'train', formulas: 5, sha256: 'cd' },
      metrics: { top1: 0.93, dev: { macroF1: 0.8, note: 'words are not numbers' }, list: [1] },
      thresholds: { peak: 0.3 },
    });
    expect(summary).toEqual({
      stage: 'recognizer',
      name: 'r1',
      version: '1',
      kind: 'onnx',
      dependsOn: ['detector'],
      licence: 'CC BY-NC-SA 3.0',
      sha256: 'ab',
      classes: 2,
      parameters: 12,
      trainedAt: '2026-11-22T18:00:00Z',
      data: { name: 'train', formulas: 5 },
      metrics: { top1: 0.93, 'dev.macroF1': 0.8 },
    });
  });

  it('may be as short as that of rules', () => {
    const rules = { stage: 'converter', name: 'rules-1', version: '1', kind: 'rules', licence: 'MIT' };
    expect(summarizeCard(rules)).toMatchObject({ sha256: null, data: null, classes: null, metrics: {} });
  });

  it('is refused when it is none', () => {
    expect(() => summarizeCard({ stage: 'painter' })).toThrow();
  });
});
