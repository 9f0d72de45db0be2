import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameValue } from '@/lib/domain/annotation/diff';
import { wellFormed } from '@/lib/domain/annotation/validate';
import { editLatex } from '@/lib/editor/changes/label';
import { Editor } from '@/lib/editor/editor';
import {
  anyCommand,
  anyCommandOfTwo,
  Broken,
  SessionWorld,
  SOUND_PARTS,
  type AnyCommand,
  type Parts,
} from './support/session-world';

async function play(commands: readonly AnyCommand[], parts: Parts): Promise<SessionWorld> {
  const world = await new SessionWorld(parts).open();
  for (const command of commands) await world.happen(command);
  await world.calmDown();
  return world;
}

const lostNothing = ({ server }: SessionWorld) => {
  const saved = new Set(server.log.map(({ id }) => id));
  return [...server.acknowledged].every((id) => saved.has(id));
};
const agrees = ({ server, annotation }: SessionWorld) => sameValue(server.annotation, annotation);

/**
 * With one person at work: what is on the screen is what the server has, undoing everything leads back to the
 * start, and redoing everything to the end again.
 */
async function savesAndUndoes(commands: readonly AnyCommand[], parts: Parts): Promise<void> {
  const world = await play(commands, parts);
  const { tab, start } = world;
  expect(['saved', 'conflict']).toContain(tab.session.status.name);
  expect(lostNothing(world)).toBe(true);
  expect(world.server.drafts).toEqual([]);
  expect(world.server.annotation).toEqual(world.annotation);
  while (tab.editor.redo());
  const end = world.annotation;
  while (tab.editor.undo());
  await world.calmDown();
  expect(world.annotation).toEqual(start);
  expect(world.server.annotation).toEqual(start);
  while (tab.editor.redo());
  await world.calmDown();
  expect(world.annotation).toEqual(end);
  expect(world.server.annotation).toEqual(end);
}

/** With others at work too: both sides agree in the end, and what gave way is there to decide about. */
async function agreesWithOthers(commands: readonly AnyCommand[], parts: Parts): Promise<void> {
  const world = await play(commands, parts);
  const { tab, server } = world;
  // Another's change is heard of with the next save.
  tab.editor.change('type', (now) => editLatex(now, `last words ${server.version}`));
  await world.calmDown();
  expect(lostNothing(world)).toBe(true);
  expect(agrees(world)).toBe(true);
  expect(wellFormed(server.annotation)).toEqual([]);
  expect(['saved', 'conflict']).toContain(tab.session.status.name);
}

const RUNS = 150;
const commands = fc.array(anyCommand, { maxLength: 60, size: 'max' });
const commandsOfTwo = fc.array(anyCommandOfTwo, { maxLength: 60, size: 'max' });

/** What comes of the property with parts that are wrong: it ends with the first run that notices, if any of many does. */
const faulty = (parts: Partial<Parts>) =>
  fc.check(
    fc.asyncProperty(commands, (list) => savesAndUndoes(list, { ...SOUND_PARTS, ...parts })),
    { numRuns: 20 * RUNS, endOnFailure: true },
  );

describe('random edits, undos, cascades, reloads and save failures against a model of the server', () => {
  it('lose nothing that was acknowledged, undo to the start and redo to the end', async () => {
    await fc.assert(
      fc.asyncProperty(commands, (list) => savesAndUndoes(list, SOUND_PARTS)),
      { numRuns: RUNS },
    );
  }, 120_000);

  it('agree with the server when somebody else edits too', async () => {
    await fc.assert(
      fc.asyncProperty(commandsOfTwo, (list) => agreesWithOthers(list, SOUND_PARTS)),
      { numRuns: RUNS },
    );
  }, 120_000);
});

/** Undo that takes the step off the history and forgets to take back what it did to the label. */
class ForgetfulEditor extends Editor {
  override undo(): boolean {
    const { label } = this.state.annotation;
    const done = super.undo();
    if (done) this.receive({ ...this.state.annotation, label });
    return done;
  }
}

describe('these properties notice', () => {
  it('an undo that forgets a part of its step', async () => {
    const outcome = await faulty({ makeEditor: (input) => new ForgetfulEditor(input) });
    expect(outcome.failed).toBe(true);
  }, 120_000);

  it('a cascade that takes what the models say of pinned values too', async () => {
    const outcome = await faulty({
      accept: (editor, ids, action) =>
        editor.change(action, (now) => {
          const [first] = Object.values(now.symbols);
          return first && ids.length > 0
            ? { ...now, symbols: { ...now.symbols, [first.id]: { ...first, class: '\\alpha' } } }
            : now;
        }),
    });
    expect(outcome.failed).toBe(true);
    expect(outcome.errorInstance).toBeInstanceOf(Broken);
  }, 120_000);
});
