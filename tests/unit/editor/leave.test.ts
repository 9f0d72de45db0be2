import { describe, expect, it } from 'vitest';
import { leave } from '@/components/editor/flow/leave';
import { relabel } from '@/lib/editor/changes/classes';
import { sid, squareAnnotation, symbolOf } from './support/formulas';
import { ModelServer } from './support/model-server';
import { openTab, settled, TestBrowser, TestClock, type Tab } from './support/workplace';

async function atWork() {
  const server = new ModelServer(squareAnnotation());
  const [browser, clock] = [new TestBrowser(), new TestClock()];
  const tab = await openTab(server, browser, clock);
  return { server, browser, clock, tab };
}

const write = ({ editor }: Tab, id: string, value: string) =>
  editor.change('symbol.relabel', (now) => relabel(now, [sid(id)], value));
const refusal = { ok: false, refusal: { code: 'rules_broken', message: 'no' } } as const;

describe('leaving a formula', () => {
  it('takes no edits while the request is under way, and forgets the journal when it is granted', async () => {
    const { server, browser, tab } = await atWork();
    write(tab, 'x', 'y');
    const answer = await leave(tab.session, async () => {
      expect(symbolOf(server.annotation, 'x').class).toBe('y');
      expect(write(tab, 'one', '2')).toBe(false);
      return { ok: true, value: null };
    });
    expect([answer.ok, tab.session.phase, browser.journal.entries.size]).toEqual([true, 'ended', 0]);
    expect(tab.editor.state.readOnly).toBe(true);
  });

  it('names the version that holds what was just saved', async () => {
    const { server, tab } = await atWork();
    write(tab, 'x', 'y');
    expect(tab.session.version).toBe(0);
    await leave(tab.session, async (version) => {
      expect([version, server.version]).toEqual([1, 1]);
      return { ok: true, value: null };
    });
  });

  it('takes edits again after a refusal', async () => {
    const { server, clock, tab } = await atWork();
    expect(await leave(tab.session, async () => refusal)).toEqual(refusal);
    expect(write(tab, 'x', 'y')).toBe(true);
    await clock.pass(1_000);
    expect(server.log).toHaveLength(1);
  });

  it('asks for nothing, and takes edits again, when not everything could be saved', async () => {
    const { server, tab } = await atWork();
    server.faults.push('request_lost');
    write(tab, 'x', 'y');
    let asked = false;
    const answer = await leave(tab.session, async () => {
      asked = true;
      return { ok: true, value: null };
    });
    expect([asked, answer]).toEqual([false, { ok: false, refusal: { code: 'unsaved', message: '' } }]);
    expect(tab.editor.state.readOnly).toBe(false);
  });

  it('takes edits again when the request breaks', async () => {
    const { tab } = await atWork();
    await expect(leave(tab.session, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(tab.editor.state.readOnly).toBe(false);
  });

  it('does not write down what it forgets in the next moment', async () => {
    const { browser, tab } = await atWork();
    write(tab, 'x', 'y');
    let before = 0;
    const answer = await leave(tab.session, async () => {
      before = browser.journal.writes;
      return { ok: true, value: null };
    });
    expect([answer.ok, browser.journal.writes - before, browser.journal.entries.size]).toEqual([true, 0, 0]);
  });

  it('keeps the journal while something in it is unsaved', async () => {
    const { browser, tab } = await atWork();
    write(tab, 'x', 'y');
    await tab.session.finish();
    const kept = await browser.journal.read({ userId: 'user-1', annotationId: 'annotation-1' });
    expect(kept?.pending).toHaveLength(1);
  });

  it('hands nothing in while a value of ours gave way to somebody else’s and nobody has decided', async () => {
    const { server, tab } = await atWork();
    server.changeRemotely((now) => relabel(now, [sid('x')], 'a'));
    write(tab, 'x', 'y');
    let asked = 0;
    const request = async () => {
      asked += 1;
      return { ok: true, value: null } as const;
    };
    // The conflict comes up only now, with the last save.
    const answer = await leave(tab.session, request, { decided: true });
    expect([asked, answer]).toEqual([0, { ok: false, refusal: { code: 'undecided', message: '' } }]);
    expect([tab.editor.state.readOnly, tab.session.conflicts.length]).toEqual([false, 1]);
    const [draft] = tab.session.conflicts;
    tab.session.decide(draft!, 'mine');
    expect((await leave(tab.session, request, { decided: true })).ok).toBe(true);
    expect([asked, symbolOf(server.annotation, 'x').class]).toEqual([1, 'y']);
  });

  it('puts a formula aside all the same: what waits for a decision is kept', async () => {
    const { server, browser, tab } = await atWork();
    server.changeRemotely((now) => relabel(now, [sid('x')], 'a'));
    write(tab, 'x', 'y');
    expect((await leave(tab.session, async () => ({ ok: true, value: null }))).ok).toBe(true);
    const kept = await browser.journal.read({ userId: 'user-1', annotationId: 'annotation-1' });
    expect(kept?.conflicts).toMatchObject([{ mine: 'y', theirs: 'a' }]);
  });

  it('keeps a value of ours that waits for a decision, in the journal and while nothing can be edited', async () => {
    const { server, browser, clock, tab } = await atWork();
    server.changeRemotely((now) => relabel(now, [sid('x')], 'a'));
    write(tab, 'x', 'y');
    await clock.pass(1_000);
    const [draft] = tab.session.conflicts;
    if (!draft) throw new Error('no conflict came up');
    const release = tab.session.hold();
    tab.session.decide(draft, 'mine');
    release();
    expect(tab.session.conflicts).toEqual([draft]);
    await tab.session.finish();
    await settled();
    const kept = await browser.journal.read({ userId: 'user-1', annotationId: 'annotation-1' });
    expect(kept?.conflicts).toEqual([draft]);
  });

  it('stops once before it hands in what somebody else changed meanwhile, although nothing conflicts', async () => {
    const { server, tab } = await atWork();
    server.changeRemotely((now) => relabel(now, [sid('x')], 'a'));
    write(tab, 'one', '2');
    let asked = 0;
    const request = async () => {
      asked += 1;
      return { ok: true, value: null } as const;
    };
    const answer = await leave(tab.session, request, { decided: true });
    expect([asked, answer]).toEqual([0, { ok: false, refusal: { code: 'changed', message: '' } }]);
    expect(tab.session.foreign).toMatchObject([{ symbol: 'x', what: 'class', class: 'a' }]);
    expect(symbolOf(tab.editor.state.annotation, 'x').class).toBe('a');
    expect(tab.editor.state.readOnly).toBe(false);
    expect((await leave(tab.session, request, { decided: true })).ok).toBe(true);
    expect(asked).toBe(1);
  });

  it('shows what somebody else changed where nothing was left to save and the server says so only then', async () => {
    const { server, tab } = await atWork();
    server.changeRemotely((now) => relabel(now, [sid('x')], 'a'));
    const versions: number[] = [];
    const request = async (version: number) => {
      versions.push(version);
      if (version === server.version) return { ok: true, value: null } as const;
      return { ok: false, refusal: { code: 'stale', message: '' } } as const;
    };
    const answer = await leave(tab.session, request, { decided: true });
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'changed' } });
    expect(symbolOf(tab.editor.state.annotation, 'x').class).toBe('a');
    expect((await leave(tab.session, request, { decided: true })).ok).toBe(true);
    expect(versions).toEqual([0, 1]);
  });

  it('does not stop for what was looked at, and again for what comes after', async () => {
    const { server, tab } = await atWork();
    const granted = async () => ({ ok: true, value: null }) as const;
    server.changeRemotely((now) => relabel(now, [sid('x')], 'a'));
    write(tab, 'one', '2');
    await tab.session.flush();
    tab.session.seen();
    expect(tab.session.foreign).toEqual([]);
    server.changeRemotely((now) => relabel(now, [sid('x')], 'b'));
    write(tab, 'one', '1');
    expect((await leave(tab.session, granted, { decided: true })).ok).toBe(false);
    expect(tab.session.foreign).toMatchObject([{ class: 'b' }]);
    expect((await leave(tab.session, granted, { decided: true })).ok).toBe(true);
  });

  it.each(['answer_lost', 'delivered_twice'] as const)(
    'takes its own edits for nobody else’s when they were %s',
    async (fault) => {
      const { server, clock, tab } = await atWork();
      server.faults.push(fault);
      write(tab, 'x', 'y');
      await clock.pass(10_000);
      expect([tab.session.status.name, tab.session.foreign]).toEqual(['saved', []]);
      expect((await leave(tab.session, async () => ({ ok: true, value: null }), { decided: true })).ok).toBe(
        true,
      );
    },
  );

  it('stops for what changed between the page and its opening, when unsaved edits of before are put on top', async () => {
    const { server, browser, clock, tab } = await atWork();
    server.faults.push('request_lost');
    write(tab, 'one', '2');
    await clock.pass(400);
    await tab.session.end();
    const page = { version: server.version, annotation: structuredClone(server.annotation) };
    server.changeRemotely((now) => relabel(now, [sid('x')], 'a'));
    const again = await openTab(server, browser, clock, undefined, page);
    expect(again.session.foreign).toMatchObject([{ symbol: 'x', what: 'class', class: 'a' }]);
    const answer = await leave(again.session, async () => ({ ok: true, value: null }), { decided: true });
    expect(answer).toMatchObject({ refusal: { code: 'changed' } });
  });
});
