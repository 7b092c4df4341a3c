/**
 * Shift pressed three times leaves the page, without a mouse and without looking.
 *
 * A press counts only when Shift goes down and up alone. Capitals, Shift with an arrow, a click or a wheel,
 * key repeat and input methods never count, so ordinary typing cannot close the chat (see test/shift.test.ts).
 */

/** The longest pause between two presses, in milliseconds: that of the GOV.UK component. */
export const PAUSE = 5_000;

export interface Key {
  type: string;
  key?: string;
  repeat?: boolean;
  isComposing?: boolean;
  ctrlKey?: boolean;
  altKey?: boolean;
  metaKey?: boolean;
  timeStamp: number;
}

export class ShiftTaps {
  #count = 0;
  #down = false;
  #last = 0;

  /** Takes the next event of the page; answers how many lone presses there are now (0 to 3). */
  take(event: Key): number {
    const alone = event.key === "Shift" && !event.isComposing && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!alone) return this.reset();
    if (event.type === "keydown") {
      if (!event.repeat) this.#down = true;
      return this.#count;
    }
    if (!this.#down) return this.#count;
    this.#down = false;
    if (event.timeStamp - this.#last > PAUSE) this.#count = 0;
    this.#last = event.timeStamp;
    this.#count += 1;
    const reached = this.#count;
    if (reached >= 3) this.#count = 0;
    return reached;
  }

  reset(): number {
    this.#down = false;
    this.#count = 0;
    return 0;
  }
}

/** Everything that may come between two presses. */
const EVENTS = ["keydown", "keyup", "pointerdown", "wheel", "compositionstart", "blur"];

/** Watches a window: `exit` on the third press, `hint` with the number of presses (0: counting is over). */
export function watchShift(page: Window, exit: () => void, hint: (presses: number) => void): void {
  const taps = new ShiftTaps();
  let shown = 0;
  let timer = 0;
  const tell = (presses: number): void => {
    if (presses === shown) return;
    shown = presses;
    hint(presses);
  };
  for (const type of EVENTS) {
    page.addEventListener(
      type,
      (event) => {
        const presses = event instanceof KeyboardEvent ? taps.take(event) : taps.reset();
        if (presses === 3) return exit();
        tell(presses);
        page.clearTimeout(timer);
        if (presses) timer = page.setTimeout(() => tell(taps.reset()), PAUSE);
      },
      { capture: true, passive: true },
    );
  }
}
