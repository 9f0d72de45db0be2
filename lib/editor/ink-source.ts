import type { Ink } from './kernels/ink';

/**
 * The ink of the picture, read when it is first asked for: who only accepts a formula never pays for it. Null until
 * somebody gives the picture, and where it cannot be read.
 */
export class InkSource {
  #read: (() => Ink | null) | null = null;
  #ink: Ink | null = null;

  /** Gives the way to the ink, as soon as the picture is there. */
  provide(read: () => Ink | null): void {
    this.#read = read;
    this.#ink = null;
  }

  /** The ink as far as it has been read already; asking costs nothing. */
  get known(): Ink | null {
    return this.#ink;
  }

  /** The ink, read now if it was not before. */
  get(): Ink | null {
    if (this.#read) {
      this.#ink = this.#read();
      this.#read = null;
    }
    return this.#ink;
  }
}
