import { describe, expect, it } from 'vitest';
import { summarizeCard } from '@/lib/domain/candidate-card';

describe('a card on the screen', () => {
  it('says what it was trained on and what was measured, percent or share alike', () => {
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
      metrics: {
        test: { formulas: 7, top1: 93, macroF1: 80.5, note: 'words are not numbers' },
        validation: { formulas: 3, top1: 0.95 },
        byThreshold: { '0.2': 83 },
        seconds: 4,
      },
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
      measurements: [
        { set: 'test', formulas: 7, shares: { top1: 0.93, macroF1: 0.805 } },
        { set: 'validation', formulas: 3, shares: { top1: 0.95 } },
      ],
    });
  });

  it('may be as short as that of rules', () => {
    const rules = { stage: 'converter', name: 'rules-1', version: '1', kind: 'rules', licence: 'MIT' };
    expect(summarizeCard(rules)).toMatchObject({ sha256: null, data: null, classes: null, measurements: [] });
  });

  it('is refused when it is none', () => {
    expect(() => summarizeCard({ stage: 'painter' })).toThrow();
  });
});
