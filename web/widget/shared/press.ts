/**
 * Exit begins under the finger and not when it goes up: a press lasts 80 to 150 ms, in which the page is covered already.
 * If the finger goes up on the button, or next to it as a shaking hand does, we leave. If it goes up elsewhere, or the
 * browser takes the gesture for itself, the cover goes and nothing has happened (WCAG 2.2, 2.5.2: "up reversal").
 */

/** As far beside the button as a press still counts, in pixels: half a button. */
const NEAR = 24;

/** Whether something happened on an element, or at most so many pixels beside it. */
export function isAt(element: Element, { clientX: x, clientY: y }: MouseEvent, beside = 0): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return x > left - beside && x < right + beside && y > top - beside && y < bottom + beside;
}

/**
 * Watches this window. `find`: the button that leads out, if that is what an event is on. `cover`: puts a blank sheet over
 * all that can be seen, or takes it away; it must let presses through. `leave` may be asked more than once.
 */
export function watchPress(
  find: (event: Event) => Element | false | undefined,
  cover: (on: boolean) => void,
  leave: () => void,
): void {
  let held: Element | false | undefined;
  const end = (stays: boolean): void => {
    if (!held) return;
    held = false;
    stays ? cover(false) : leave();
  };
  const on = (type: string, act: (event: PointerEvent) => unknown): void =>
    addEventListener(type, act as EventListener, { capture: true, passive: true });

  on("pointerdown", (event) => {
    // A second finger, the wheel, a menu: none of them presses a button.
    if (event.button || !event.isPrimary) return;
    held = find(event);
    if (held) cover(true);
  });
  on("pointerup", (event) => held && end(!isAt(held, event, NEAR)));
  on("pointercancel", () => end(true));
  // It went up where nobody told us: over another window.
  on("pointermove", ({ buttons }) => buttons || end(true));
  // Enter presses a button as it goes down, the space bar as it comes up: too late.
  addEventListener("keydown", (event) => event.key === " " && find(event) && leave(), true);
}
