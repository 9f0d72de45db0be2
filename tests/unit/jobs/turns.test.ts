import { describe, expect, it } from 'vitest';
import { Turns } from '@/lib/jobs/worker/turns';

describe('turns', () => {
  it('let batch work go on only when the last person has an answer, even a refusal', async () => {
    const turns = new Turns();
    const order: string[] = [];
    await turns.whenIdle();
    const answers: (() => void)[] = [];
    const person = (name: string, fails = false) =>
      turns.first(async () => {
        await new Promise<void>((resolve) => answers.push(resolve));
        order.push(name);
        if (fails) throw new Error('refused');
      });
    const people = [person('Ann'), person('Bob', true)];
    const batch = turns.whenIdle().then(() => order.push('batch'));
    answers[0]!();
    await people[0];
    expect(order).toEqual(['Ann']);
    answers[1]!();
    await expect(people[1]).rejects.toThrow('refused');
    await batch;
    expect(order).toEqual(['Ann', 'Bob', 'batch']);
    await turns.whenIdle();
  });
});
