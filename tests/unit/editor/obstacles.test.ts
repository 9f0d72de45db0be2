import { describe, expect, it } from 'vitest';
import { stillThere, watchRefusal } from '@/components/editor/flow/obstacles';
import type { Answer } from '@/components/editor/flow/api';
import { relabel } from '@/lib/editor/changes/classes';
import type { Annotation } from '@/lib/domain/annotation/schema';
import { validate } from '@/lib/domain/annotation/validate';
import { CLASSES, IMAGE, LINE, sid, squareAnnotation, symbolOf } from './support/formulas';
import { ModelServer } from './support/model-server';
import { openTab, settled, TestBrowser, TestClock, type Tab } from './support/workplace';

const write = ({ editor }: Tab, id: string, value: string) =>
  editor.change('symbol.relabel', (now) => relabel(now, [sid(id)], value));
const unheard: Answer<null> = { ok: false, refusal: { code: 'unreachable', message: '' } };

/** A formula at work whose submit was refused with `code`; `answers` is what the server says when pinged. */
async function refused(
  code: string,
  answers: Answer<null>[] = [],
  faults: ModelServer['faults'] = [],
  meanwhile?: (server: ModelServer) => void,
) {
  const server = new ModelServer(squareAnnotation());
  const clock = new TestClock();
  const tab = await openTab(server, new TestBrowser(), clock);
  server.faults.push(...faults);
  meanwhile?.(server);
  if (faults.length > 0 || meanwhile) {
    write(tab, 'x', 'y');
    await tab.session.flush();
  }
  let mended = 0;
  let tick = () => undefined as void;
  const watching = { now: true };
  const surroundings = {
    ...tab,
    ping: async () => answers.shift() ?? unheard,
    again: (_ms: number, check: () => void) => {
      tick = check;
      return () => {
        watching.now = false;
      };
    },
  };
  const end = watchRefusal({ code, message: '' }, surroundings, () => (mended += 1));
  return {
    ...{ tab, clock, end, watching },
    ping: async () => {
      tick();
      await settled();
    },
    times: () => mended,
  };
}

describe('a banner about a broken rule', () => {
  const subject = { ...IMAGE, classes: CLASSES };
  const errorsOf = (annotation: Annotation) =>
    validate(annotation, subject).filter(({ severity }) => severity === 'error');
  const unknown = (...ids: string[]) => errorsOf(relabel(squareAnnotation(), ids.map(sid), '?'));

  it('goes with the very symbol it was about, though another breaks the same rule', () => {
    const blocked = unknown('x', 'one');
    const left = (...ids: string[]) => stillThere(blocked, unknown(...ids)).map(({ symbols }) => symbols);
    expect(left('x', 'one')).toEqual([['x'], ['one']]);
    expect(left('one')).toEqual([['one']]);
    // Broken by another symbol since: that was not what the last try was about.
    expect(left('one', 'two')).toEqual([['one']]);
    expect(left()).toEqual([]);
  });

  it('stays while some of its symbols break the rule, and says which', () => {
    const hung = (annotation: Annotation, id: string): Annotation => {
      const place = { line: LINE, parent: sid('x'), relation: 'Sup' as const };
      return {
        ...annotation,
        symbols: { ...annotation.symbols, [id]: { ...symbolOf(annotation, id), place } },
      };
    };
    const under = (...ids: string[]) =>
      errorsOf(ids.reduce(hung, squareAnnotation())).filter(({ code }) => code === 'place_taken');
    const [taken] = under('plus', 'one');
    const left = stillThere([taken!], under('plus'));
    // The parent and those who share the place.
    expect([taken!.symbols.length, left.map(({ symbols }) => symbols.length)]).toEqual([4, [3]]);
  });
});

describe('a banner about a refusal', () => {
  it('goes when everything is saved, if that was the cause', async () => {
    const { tab, times } = await refused('unsaved', [], ['request_lost']);
    expect([tab.session.status.name, times()]).toEqual(['offline', 0]);
    tab.session.resume();
    await settled();
    expect([tab.session.status.name, times()]).toEqual(['saved', 1]);
    write(tab, 'one', '2');
    await tab.session.flush();
    expect(times()).toBe(1);
  });

  it('goes when everything is decided, if that was the cause', async () => {
    const { tab, times, clock } = await refused('undecided', [], [], (server) =>
      server.changeRemotely((now) => relabel(now, [sid('x')], 'a')),
    );
    expect([tab.session.conflicts.length, times()]).toEqual([1, 0]);
    write(tab, 'one', '2');
    await clock.pass(1_000);
    expect(times()).toBe(0);
    tab.session.decide(tab.session.conflicts[0]!, 'theirs');
    expect(times()).toBe(1);
  });

  it('goes when the server answers again, if nobody had', async () => {
    const lost: Answer<null> = { ok: false, refusal: { code: 'lease_lost', message: '' } };
    const { tab, ping, times, watching } = await refused('unreachable', [unheard, lost]);
    write(tab, 'x', 'y');
    await ping();
    expect([times(), watching.now]).toEqual([0, true]);
    // Whatever the answer is: there is one.
    await ping();
    expect([times(), watching.now]).toEqual([1, false]);
  });

  it('goes when the person has signed in again', async () => {
    const out: Answer<null> = { ok: false, refusal: { code: 'unauthenticated', message: '' } };
    const { ping, times } = await refused('unauthenticated', [out, { ok: true, value: null }]);
    await ping();
    expect(times()).toBe(0);
    await ping();
    expect(times()).toBe(1);
  });

  it.each(['rules_broken', 'conflict', 'stale'])('of %s goes when the formula is changed', async (code) => {
    const { tab, times } = await refused(code);
    tab.editor.update({ selection: [sid('x')] });
    await settled();
    expect(times()).toBe(0);
    write(tab, 'x', 'y');
    write(tab, 'x', 'X');
    expect(times()).toBe(1);
  });

  it('is watched no longer once it is dismissed', async () => {
    const { tab, end, times } = await refused('rules_broken');
    end();
    write(tab, 'x', 'y');
    expect(times()).toBe(0);
  });
});
