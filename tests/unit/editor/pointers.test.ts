import { describe, expect, it } from 'vitest';
import { imagePoint } from '@/lib/editor/kernels/space';
import { toImage, toScreen } from '@/lib/editor/kernels/view';
import { LONG_PRESS_MS, PALM_MS, Pointers, type ScreenPointer } from '@/lib/editor/tools/pointers';
import { TestEditor } from './support/driver';

/** A person at a screen that takes mouse, pen and fingers; places are image pixels at the time of the touch. */
class Hand {
  readonly test = new TestEditor();
  readonly pointers: Pointers;
  now = 10_000;
  #waits: { at: number; then: () => void }[] = [];

  constructor() {
    this.pointers = new Pointers(this.test.tools, (ms, then) => {
      const wait = { at: this.now + ms, then };
      this.#waits.push(wait);
      return () => {
        this.#waits = this.#waits.filter((other) => other !== wait);
      };
    });
  }

  get state() {
    return this.test.state;
  }

  /** Lets time pass. */
  rest(ms: number): this {
    this.now += ms;
    const due = this.#waits.filter(({ at }) => at <= this.now);
    this.#waits = this.#waits.filter(({ at }) => at > this.now);
    for (const { then } of due) then();
    return this;
  }

  #send(what: 'down' | 'move' | 'up', kind: ScreenPointer['kind'], id: number, x: number, y: number): this {
    this.pointers[what]({ id, kind, x, y, shift: false, time: this.now });
    return this;
  }

  at(x: number, y: number) {
    return toScreen(this.state.view, imagePoint(x, y));
  }

  finger(what: 'down' | 'move' | 'up', x: number, y: number, id = 1): this {
    return this.#send(what, 'touch', id, x, y);
  }

  pen(what: 'down' | 'move' | 'up', x: number, y: number): this {
    return this.#send(what, 'pen', 99, x, y);
  }
}

describe('one finger', () => {
  it('selects what it taps, nearby too, and on paper ends the selection', () => {
    const hand = new Hand();
    const near = hand.at(80, 122);
    hand.finger('down', near.x + 8, near.y + 6).finger('up', near.x + 8, near.y + 6);
    expect(hand.state.selection).toEqual(['x']);
    hand.finger('down', 20, 20).finger('up', 22, 21);
    expect([hand.state.selection, hand.state.fitted]).toEqual([[], true]);
  });

  it('drags the symbol that it begins on', () => {
    const hand = new Hand();
    const { x, y } = hand.at(60, 100);
    const { scale } = hand.state.view;
    hand
      .finger('down', x, y)
      .finger('move', x + 12 * scale, y)
      .finger('up', x + 12 * scale, y);
    expect(hand.test.symbol('x').box.x).toBe(52);
  });

  it('takes hold of a handle within twelve pixels of it and more', () => {
    const hand = new Hand();
    hand.test.select('plus');
    const corner = hand.at(154, 118);
    const { scale } = hand.state.view;
    hand.finger('down', corner.x + 12, corner.y + 12);
    hand.finger('move', corner.x + 12 + 10 * scale, corner.y + 12);
    hand.finger('up', corner.x + 12 + 10 * scale, corner.y + 12);
    expect(hand.test.symbol('plus').box).toMatchObject({ width: 44, height: 34 });
  });

  it('moves the paper where nothing is under it', () => {
    const hand = new Hand();
    const { view } = hand.state;
    hand.finger('down', 20, 20).finger('move', 60, 30).finger('move', 80, 40);
    expect(hand.test.tools.path).toBe('pan.panning');
    hand.finger('up', 80, 40);
    expect(hand.state.view).toEqual({ ...view, x: view.x + 60, y: view.y + 20 });
    expect([hand.state.selection, hand.test.tools.path]).toEqual([[], 'select.idle']);
  });

  it('pulls up a frame after a rest, trembling or not', () => {
    const hand = new Hand();
    const [from, to] = [hand.at(30, 50), hand.at(108, 130)];
    hand
      .finger('down', from.x, from.y)
      .finger('move', from.x + 3, from.y + 2)
      .rest(LONG_PRESS_MS);
    hand.finger('move', to.x, to.y);
    expect([hand.test.tools.path, hand.state.selection]).toEqual(['select.brushing', ['x', 'two']]);
    hand.finger('up', to.x, to.y);
    expect(hand.state).toMatchObject({ gesture: null, selection: ['x', 'two'] });
  });

  it('pulls up no frame when it went on before the time', () => {
    const hand = new Hand();
    hand.finger('down', 20, 20).finger('move', 60, 30).rest(LONG_PRESS_MS).finger('move', 80, 30);
    expect(hand.test.tools.path).toBe('pan.panning');
  });

  it('draws while the pen tool is chosen', () => {
    const hand = new Hand();
    hand.test.press('D');
    const [from, to] = [hand.at(220, 60), hand.at(250, 120)];
    hand.finger('down', from.x, from.y).finger('move', to.x, to.y).finger('up', to.x, to.y);
    expect(Object.keys(hand.state.annotation.symbols)).toHaveLength(5);
  });
});

describe('two fingers', () => {
  it('zoom to the point between them and move the paper with it', () => {
    const hand = new Hand();
    const middle = { x: 300, y: 200 };
    const under = toImage(hand.state.view, middle);
    const { scale } = hand.state.view;
    hand.finger('down', 250, 200, 1).finger('down', 350, 200, 2);
    hand.finger('move', 220, 230, 1).finger('move', 420, 230, 2);
    expect(hand.state.view.scale).toBeCloseTo(scale * 2);
    const now = toScreen(hand.state.view, under);
    expect([now.x, now.y]).toEqual([expect.closeTo(320), expect.closeTo(230)]);
    expect(hand.state.fitted).toBe(false);
  });

  it('take back what the first one had begun', () => {
    const hand = new Hand();
    const { x, y } = hand.at(60, 100);
    hand.test.select('plus');
    hand
      .finger('down', x, y, 1)
      .finger('move', x + 40, y, 1)
      .finger('down', x + 150, y, 2);
    hand
      .finger('move', x + 200, y, 2)
      .finger('up', x + 40, y, 1)
      .finger('up', x + 200, y, 2);
    expect([hand.test.symbol('x').box.x, hand.test.committed, hand.state.selection]).toEqual([
      40,
      [],
      ['plus'],
    ]);
  });

  it('leave the paper to the one that stays, and rest when both are gone', () => {
    const hand = new Hand();
    hand.finger('down', 250, 200, 1).finger('down', 350, 200, 2).finger('up', 350, 200, 2);
    const { view } = hand.state;
    hand.finger('move', 280, 210, 1);
    expect(hand.state.view).toEqual({ ...view, x: view.x + 30, y: view.y + 10 });
    hand.finger('up', 280, 210, 1);
    expect(hand.test.tools.path).toBe('select.idle');
  });

  it('never begin a frame by resting', () => {
    const hand = new Hand();
    hand
      .finger('down', 250, 200, 1)
      .finger('down', 350, 200, 2)
      .rest(LONG_PRESS_MS * 2);
    expect(hand.test.tools.path).toBe('select.idle');
  });
});

describe('the pen', () => {
  it('works like a mouse', () => {
    const hand = new Hand();
    const { x, y } = hand.at(60, 100);
    hand.pen('down', x, y).pen('up', x, y);
    expect(hand.state.selection).toEqual(['x']);
  });

  it('makes the hand that holds it mean nothing, and a little after', () => {
    const hand = new Hand();
    const [x, plus] = [hand.at(60, 100), hand.at(137, 100)];
    hand
      .pen('down', x.x, x.y)
      .finger('down', plus.x, plus.y)
      .finger('up', plus.x, plus.y)
      .pen('up', x.x, x.y);
    expect(hand.state.selection).toEqual(['x']);
    hand
      .rest(PALM_MS / 2)
      .finger('down', plus.x, plus.y)
      .finger('up', plus.x, plus.y);
    expect(hand.state.selection).toEqual(['x']);
    hand.rest(PALM_MS).finger('down', plus.x, plus.y).finger('up', plus.x, plus.y);
    expect(hand.state.selection).toEqual(['plus']);
  });

  it('takes back what the palm had begun before it', () => {
    const hand = new Hand();
    const [x, plus] = [hand.at(60, 100), hand.at(137, 100)];
    hand.finger('down', plus.x, plus.y).finger('move', plus.x + 60, plus.y);
    hand
      .pen('down', x.x, x.y)
      .finger('move', plus.x + 90, plus.y)
      .finger('up', plus.x + 90, plus.y);
    hand.pen('up', x.x, x.y);
    expect([hand.test.symbol('plus').box.x, hand.state.selection]).toEqual([120, ['x']]);
  });
});

describe('a pointer that the system takes away', () => {
  it('has done nothing', () => {
    const hand = new Hand();
    const { x, y } = hand.at(60, 100);
    hand.finger('down', x, y).finger('move', x + 60, y);
    hand.pointers.cancel({ id: 1, kind: 'touch' });
    expect([hand.test.symbol('x').box.x, hand.state.gesture, hand.test.tools.path]).toEqual([
      40,
      null,
      'select.idle',
    ]);
    hand.finger('down', x, y).finger('up', x, y);
    expect(hand.state.selection).toEqual(['x']);
  });
});
