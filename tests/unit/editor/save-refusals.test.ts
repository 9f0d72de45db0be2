import { describe, expect, it } from 'vitest';
import type { Annotation } from '@/lib/domain/annotation/schema';
import { relabel } from '@/lib/editor/changes/classes';
import { deleteSymbols } from '@/lib/editor/changes/deletion';
import { withConsequences } from '@/lib/editor/changes/consequences';
import { sid, squareAnnotation, symbolOf } from './support/formulas';
import { ModelServer } from './support/model-server';
import { openTab, TestBrowser, TestClock, type Tab } from './support/workplace';

const name = (id: string, name: string) => (now: Annotation) => relabel(now, [sid(id)], name);

async function atWork() {
  const server = new ModelServer(squareAnnotation());
  const [browser, clock] = [new TestBrowser(), new TestClock()];
  const tab = await openTab(server, browser, clock);
  return { server, browser, clock, tab };
}

const write = ({ editor }: Tab, id: string, value: string) =>
  editor.change('symbol.relabel', name(id, value));

describe('what the server does not take', () => {
  it('leaves out the one edit that the server will never take, says so, and saves all the others', async () => {
    const { server, clock, tab } = await atWork();
    const save = server.save.bind(server);
    const sizes: number[] = [];
    server.save = async (request) => {
      sizes.push(request.edits.length);
      return JSON.stringify(request.edits).includes('"y"')
        ? { kind: 'refused', code: 'rules_broken', message: 'no' }
        : save(request);
    };
    write(tab, 'x', 'a');
    write(tab, 'two', '1');
    write(tab, 'plus', 'y');
    write(tab, 'one', '2');
    await clock.pass(1_000);
    expect(sizes).toEqual([4, 2, 2, 1, 1]);
    expect(tab.session.status).toMatchObject({ name: 'conflict', unsaved: 0 });
    expect(tab.session.conflicts.filter(({ reason }) => reason === 'refused')).toMatchObject([
      { record: 'plus', property: 'class', mine: 'y', theirs: '+' },
      { record: 'plus', property: 'pins' },
    ]);
    const classOf = (id: string) => symbolOf(server.annotation, id).class;
    expect(['x', 'two', 'plus', 'one'].map(classOf)).toEqual(['a', '1', '+', '2']);
    expect(tab.editor.state.annotation).toEqual(server.annotation);
    expect(tab.editor.state.readOnly).toBe(false);
    write(tab, 'one', 'b');
    await clock.pass(1_000);
    expect([sizes.at(-1), classOf('one')]).toEqual([1, 'b']);
  });

  it('sends a batch that is too large in parts', async () => {
    const { server, clock, tab } = await atWork();
    const save = server.save.bind(server);
    server.save = async (request) =>
      request.edits.length > 2 ? { kind: 'refused', code: 'too_large', message: 'no' } : save(request);
    for (const id of ['x', 'two', 'plus', 'one', 'x', 'one']) write(tab, id, id === 'x' ? 'y' : 'b');
    for (const id of ['x', 'two', 'plus', 'one']) write(tab, id, 'a');
    await clock.pass(1_000);
    expect(tab.session.status).toMatchObject({ name: 'saved' });
    expect(tab.editor.state.annotation).toEqual(server.annotation);
    expect(symbolOf(server.annotation, 'plus').class).toBe('a');
  });

  it('lets nobody go on who may not save, keeps what they did, and goes on once they may', async () => {
    const { server, browser, clock, tab } = await atWork();
    const save = server.save.bind(server);
    server.save = async () => ({ kind: 'refused', code: 'forbidden', message: 'not any more' });
    write(tab, 'x', 'y');
    await clock.pass(1_000);
    expect(tab.session.status).toMatchObject({ name: 'refused', code: 'forbidden', unsaved: 1 });
    expect(write(tab, 'one', '2')).toBe(false);
    const kept = await browser.journal.read({ userId: 'user-1', annotationId: 'annotation-1' });
    expect(kept?.pending).toHaveLength(1);
    server.save = save;
    tab.session.resume();
    await clock.pass(1_000);
    expect([tab.session.status.name, tab.editor.state.readOnly]).toEqual(['saved', false]);
    expect(symbolOf(server.annotation, 'x').class).toBe('y');
  });

  it('follows the tree with a label that nobody typed, when two people change different symbols', async () => {
    const { server, clock, tab } = await atWork();
    server.changeRemotely((now) => withConsequences(now, name('one', '2')(now)));
    write(tab, 'x', 'y');
    await clock.pass(1_000);
    expect([tab.session.status.name, server.annotation.label.latex]).toEqual(['saved', 'y ^ { 2 } + 2']);
    tab.editor.undo();
    await clock.pass(1_000);
    expect([tab.session.status.name, server.annotation.label.latex]).toEqual(['saved', 'x ^ { 2 } + 2']);
    server.changeRemotely((now) => ({ ...now, label: { latex: 'typed', pinned: true } }));
    write(tab, 'x', 'a');
    await clock.pass(1_000);
    expect([tab.session.status.name, server.annotation.label.latex]).toEqual(['saved', 'typed']);
  });

  it('keeps a value of ours that cannot be set any more until we agree with theirs', async () => {
    const { server, clock, tab } = await atWork();
    server.changeRemotely((now) => deleteSymbols(now, [sid('one')], () => true));
    write(tab, 'one', '2');
    await clock.pass(1_000);
    const mine = tab.session.conflicts.find(({ property }) => property === 'class');
    expect(mine).toMatchObject({ record: 'one', mine: '2', theirs: null });
    expect(tab.session.decide(mine!, 'mine')).toBe(false);
    expect(tab.session.conflicts).toContainEqual(mine);
    expect(tab.session.decide(mine!, 'theirs')).toBe(true);
    expect(tab.session.conflicts).not.toContainEqual(mine);
  });

  it('lets go of a value of ours that has been set by hand meanwhile', async () => {
    const { server, clock, tab } = await atWork();
    server.changeRemotely(name('x', 'a'));
    write(tab, 'x', 'y');
    await clock.pass(1_000);
    write(tab, 'x', 'y');
    await clock.pass(1_000);
    const [mine] = tab.session.conflicts;
    expect(tab.session.decide(mine!, 'mine')).toBe(true);
    expect(tab.session.conflicts).toEqual([]);
  });
});
