import { describe, expect, it } from 'vitest';
import type { Annotation } from '@/lib/domain/annotation/schema';
import { relabel } from '@/lib/editor/changes/classes';
import { sid, squareAnnotation, symbolOf } from './support/formulas';
import { ModelServer } from './support/model-server';
import { openTab, settled, TestBrowser, TestClock, type Tab } from './support/workplace';

const name = (id: string, name: string) => (now: Annotation) => relabel(now, [sid(id)], name);

async function atWork() {
  const server = new ModelServer(squareAnnotation());
  const [browser, clock] = [new TestBrowser(), new TestClock()];
  const tab = await openTab(server, browser, clock);
  return { server, browser, clock, tab, reopen: () => openTab(server, browser, clock) };
}

const write = ({ editor }: Tab, id: string, value: string) =>
  editor.change('symbol.relabel', name(id, value));

describe('saving', () => {
  it('gathers what is done in quick succession into one request', async () => {
    const { server, clock, tab } = await atWork();
    write(tab, 'x', 'y');
    write(tab, 'one', '2');
    expect(tab.session.status).toEqual({ name: 'saving', unsaved: 2 });
    await clock.pass(1_000);
    expect([server.requests, server.log.length]).toEqual([1, 2]);
    expect(tab.session.status).toMatchObject({ name: 'saved', at: expect.any(Number) });
  });

  it('writes the journal before anything is sent', async () => {
    const { server, browser, clock, tab } = await atWork();
    const save = server.save.bind(server);
    const journalled: number[] = [];
    server.save = async (request) => {
      const entry = await browser.journal.read({ userId: 'user-1', annotationId: 'annotation-1' });
      journalled.push(entry?.sent ?? 0);
      return save(request);
    };
    write(tab, 'x', 'y');
    await clock.pass(1_000);
    expect(journalled).toEqual([1]);
  });

  it('says that it is offline, goes on trying, and says when it is over', async () => {
    const { server, clock, tab } = await atWork();
    server.faults.push('request_lost', 'request_lost');
    write(tab, 'x', 'y');
    await clock.pass(1_200);
    expect(tab.session.status).toEqual({ name: 'offline', unsaved: 1 });
    await clock.pass(10_000);
    expect([tab.session.status.name, server.requests]).toEqual(['saved', 3]);
  });

  it('saves once what was delivered but not answered', async () => {
    const { server, clock, tab } = await atWork();
    server.faults.push('answer_lost');
    write(tab, 'x', 'y');
    await clock.pass(400);
    write(tab, 'x', 'a');
    await clock.pass(10_000);
    expect(server.log).toHaveLength(2);
    expect(symbolOf(server.annotation, 'x').class).toBe('a');
  });

  it('keeps what was unsaved, and the history, when the tab is closed', async () => {
    const { server, clock, tab, reopen } = await atWork();
    server.faults.push('request_lost');
    write(tab, 'x', 'y');
    await clock.pass(400);
    await tab.session.end();
    expect(server.log).toEqual([]);
    const again = await reopen();
    expect(symbolOf(again.editor.state.annotation, 'x').class).toBe('y');
    await clock.pass(5_000);
    expect(server.log).toHaveLength(1);
    again.editor.undo();
    await clock.pass(5_000);
    expect(symbolOf(server.annotation, 'x').class).toBe('x');
  });

  it('waits for the person to sign in again, and then goes on', async () => {
    const { server, clock, tab } = await atWork();
    server.faults.push('signed_out');
    write(tab, 'x', 'y');
    await clock.pass(60_000);
    expect([tab.session.status, server.requests]).toEqual([{ name: 'signed_out', unsaved: 1 }, 1]);
    tab.session.resume();
    await settled();
    expect(tab.session.status.name).toBe('saved');
  });

  it('stops at a lost lease, with everything unsaved in a draft', async () => {
    const { server, clock, tab } = await atWork();
    server.faults.push('lease_lost');
    write(tab, 'x', 'y');
    await clock.pass(1_000);
    expect(tab.session.status).toMatchObject({ name: 'lease_lost', drafts: ['draft-1'], unsaved: 0 });
    expect(tab.editor.state.readOnly).toBe(true);
    expect(write(tab, 'one', '2')).toBe(false);
    expect(server.drafts[0]?.edits).toHaveLength(1);
  });

  it('keeps as a draft what was done while a batch was under way, when the lease is lost meanwhile', async () => {
    const { server, clock, tab } = await atWork();
    const save = server.save.bind(server);
    const answers: (() => void)[] = [];
    server.save = async (request) => {
      await new Promise<void>((resolve) => void answers.push(resolve));
      return save(request);
    };
    write(tab, 'x', 'y');
    await clock.pass(1_000);
    write(tab, 'one', '2');
    tab.session.loseLease('held by Kim');
    server.faults.push('request_lost', 'lease_lost', 'lease_lost');
    for (let turn = 0; turn < 3; turn++) {
      answers.shift()?.();
      await settled();
    }
    expect(server.drafts.map(({ edits }) => edits.length)).toEqual([1, 1]);
    expect(tab.session.status).toMatchObject({
      name: 'lease_lost',
      drafts: ['draft-1', 'draft-2'],
      unsaved: 0,
    });
  });

  it('sends the rest as a draft when the batch that was under way is saved', async () => {
    const { server, clock, tab } = await atWork();
    const save = server.save.bind(server);
    let answer = () => {};
    server.save = async (request) => {
      await new Promise<void>((resolve) => void (answer = resolve));
      return save(request);
    };
    write(tab, 'x', 'y');
    await clock.pass(1_000);
    write(tab, 'one', '2');
    tab.session.loseLease('held by Kim');
    answer();
    await settled();
    server.faults.push('lease_lost');
    answer();
    await settled();
    expect([server.log.length, server.drafts[0]?.edits.length]).toEqual([1, 1]);
    expect(tab.session.status).toMatchObject({ name: 'lease_lost', unsaved: 0 });
  });

  it('opens after all when the server no longer refuses what an earlier visit left', async () => {
    const { server, clock, tab, reopen } = await atWork();
    server.faults.push('request_lost');
    write(tab, 'x', 'y');
    await clock.pass(400);
    await tab.session.end();
    const save = server.save.bind(server);
    server.save = async () => ({ kind: 'refused', code: 'forbidden', message: 'not a member' });
    const again = await reopen();
    expect(again.session.status).toMatchObject({ name: 'refused', code: 'forbidden', unsaved: 1 });
    again.session.resume();
    await settled();
    expect([again.session.status.name, again.editor.state.readOnly]).toEqual(['refused', true]);
    server.save = save;
    again.session.resume();
    again.session.resume();
    await clock.pass(1_000);
    expect([again.session.status.name, again.editor.state.readOnly]).toEqual(['saved', false]);
    expect([server.log.length, symbolOf(server.annotation, 'x').class]).toEqual([1, 'y']);
    expect(symbolOf(again.editor.state.annotation, 'x').class).toBe('y');
  });

  it('sets a batch that can never be saved aside when it opens again, and goes on with the rest', async () => {
    const { server, browser, clock, tab, reopen } = await atWork();
    const save = server.save.bind(server);
    server.save = async (request) =>
      JSON.stringify(request.edits).includes('"y"')
        ? { kind: 'refused', code: 'rules_broken', message: 'no' }
        : save(request);
    write(tab, 'x', 'y');
    await clock.pass(1_000);
    write(tab, 'one', '2');
    await tab.session.end();
    const again = await reopen();
    expect(again.editor.state.readOnly).toBe(false);
    const mine = again.session.conflicts.find(({ property }) => property === 'class');
    expect(mine).toMatchObject({ record: 'x', mine: 'y', theirs: 'x' });
    await clock.pass(1_000);
    expect(again.session.status).toMatchObject({ name: 'conflict', unsaved: 0 });
    expect([symbolOf(server.annotation, 'x').class, symbolOf(server.annotation, 'one').class]).toEqual([
      'x',
      '2',
    ]);
    expect(again.editor.state.annotation).toEqual(server.annotation);
    const kept = await browser.journal.read({ userId: 'user-1', annotationId: 'annotation-1' });
    expect(kept?.conflicts).toEqual(again.session.conflicts);
  });

  it('says when this browser cannot keep unsaved edits, and sends them all the same', async () => {
    const { server, browser, clock, tab } = await atWork();
    browser.journal.broken = true;
    write(tab, 'x', 'y');
    await clock.pass(1_000);
    expect([tab.session.kept, server.log.length]).toEqual([false, 1]);
  });

  it('does not wait when everything must be saved now', async () => {
    const { server, tab } = await atWork();
    write(tab, 'x', 'y');
    expect(await tab.session.flush()).toBe(true);
    expect(server.log).toHaveLength(1);
    server.faults.push('request_lost');
    write(tab, 'x', 'a');
    expect(await tab.session.flush()).toBe(false);
  });
});

describe('two people', () => {
  it('both keep what they did to different values', async () => {
    const { server, clock, tab } = await atWork();
    server.changeRemotely(name('one', '2'));
    write(tab, 'x', 'y');
    await clock.pass(1_000);
    expect(tab.session.status.name).toBe('saved');
    expect(tab.editor.state.annotation).toEqual(server.annotation);
    expect([symbolOf(server.annotation, 'x').class, symbolOf(server.annotation, 'one').class]).toEqual([
      'y',
      '2',
    ]);
  });

  it('are told of a value that both changed; theirs stands, mine can be had', async () => {
    const { server, clock, tab } = await atWork();
    server.changeRemotely(name('x', 'a'));
    write(tab, 'x', 'y');
    await clock.pass(1_000);
    expect(tab.session.status).toMatchObject({ name: 'conflict', conflicts: 1 });
    const [conflict] = tab.session.conflicts;
    expect(conflict).toMatchObject({ record: 'x', property: 'class', mine: 'y', theirs: 'a' });
    if (conflict) tab.session.decide(conflict, 'mine');
    await clock.pass(1_000);
    expect([tab.session.status.name, symbolOf(server.annotation, 'x').class]).toEqual(['saved', 'y']);
  });

  it('are not bothered with a change that was undone before it was sent', async () => {
    const { server, clock, tab } = await atWork();
    server.changeRemotely(name('x', 'a'));
    write(tab, 'x', 'y');
    tab.editor.undo();
    await clock.pass(1_000);
    expect(tab.session.status.name).toBe('saved');
    expect(symbolOf(tab.editor.state.annotation, 'x').class).toBe('a');
  });

  it('do not undo each other’s work', async () => {
    const { server, clock, tab } = await atWork();
    write(tab, 'x', 'y');
    await clock.pass(1_000);
    server.changeRemotely(name('x', 'a'));
    write(tab, 'one', '2');
    await clock.pass(1_000);
    tab.editor.undo();
    tab.editor.undo();
    await clock.pass(1_000);
    expect([symbolOf(server.annotation, 'x').class, symbolOf(server.annotation, 'one').class]).toEqual([
      'a',
      '1',
    ]);
  });
});

describe('two tabs', () => {
  it('follow the one that edits, and can take over without losing anything', async () => {
    const { server, clock, tab, reopen } = await atWork();
    const second = await reopen();
    expect([second.session.status.name, second.editor.state.readOnly]).toEqual(['following', true]);
    write(tab, 'x', 'y');
    await settled();
    expect(symbolOf(second.editor.state.annotation, 'x').class).toBe('y');
    second.session.takeOver();
    await settled();
    await clock.pass(2_000);
    expect([tab.session.status.name, second.session.status.name]).toEqual(['following', 'saved']);
    expect(server.log).toHaveLength(1);
    write(second, 'one', '2');
    await settled();
    expect(symbolOf(tab.editor.state.annotation, 'one').class).toBe('2');
  });

  it('go on in the second when the first is closed', async () => {
    const { tab, reopen } = await atWork();
    const second = await reopen();
    await tab.session.end();
    await settled();
    expect([second.session.status.name, second.editor.state.readOnly]).toEqual(['saved', false]);
  });
});
