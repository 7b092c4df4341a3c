import { describe, expect, it } from "vitest";
import { PAUSE, ShiftTaps, type Key } from "../shared/shift.js";

/** A small generator with a seed, so that a failing stream can be run again. */
function random(seed: number): () => number {
  return () => {
    seed = (seed * 1664525 + 1013904223) % 4294967296;
    return seed / 4294967296;
  };
}

const press = (key: string, at: number, more: Partial<Key> = {}): Key => ({ type: "keydown", key, timeStamp: at, ...more });
const release = (key: string, at: number, more: Partial<Key> = {}): Key => ({ type: "keyup", key, timeStamp: at, ...more });
const tap = (at: number): Key[] => [press("Shift", at), release("Shift", at + 60)];
const most = (events: Key[]): number => {
  const taps = new ShiftTaps();
  return Math.max(0, ...events.map((event) => taps.take(event)));
};

describe("Shift three times", () => {
  it("leaves on the third lone press", () => expect(most([...tap(0), ...tap(300), ...tap(600)])).toBe(3));
  it("leaves when the presses are slow", () => expect(most([...tap(0), ...tap(4_500), ...tap(9_000)])).toBe(3));
  it("does not leave after a longer pause", () =>
    expect(most([...tap(0), ...tap(300), ...tap(300 + PAUSE + 100)])).toBe(2));
  it("counts a held Shift once", () => {
    const held = Array.from({ length: 30 }, (_, n) => press("Shift", n * 30, { repeat: true }));
    expect(most([press("Shift", 0), ...held, release("Shift", 900)])).toBe(1);
  });
  it("does not count Shift pressed together with Control or Alt", () => {
    const chord = (at: number): Key[] => [press("Shift", at, { ctrlKey: true }), release("Shift", at + 50, { altKey: true })];
    expect(most([...chord(0), ...chord(200), ...chord(400)])).toBe(0);
  });
  it("starts again after any other key", () => {
    expect(most([...tap(0), ...tap(200), press("a", 300), release("a", 350), ...tap(400)])).toBe(2);
  });
  it("does not count Shift while an input method composes", () => {
    const composing = tap(0).map((event) => ({ ...event, isComposing: true }));
    expect(most([...composing, ...composing, ...composing])).toBe(0);
  });

  it("never leaves in 100,000 keystrokes of typing, whatever order keys come up in", () => {
    const next = random(20261122);
    const taps = new ShiftTaps();
    let at = 0;
    let exits = 0;
    const send = (event: Key): void => {
      if (taps.take(event) === 3) exits += 1;
    };
    for (let stroke = 0; stroke < 100_000; stroke += 1) {
      at += 20 + next() * 200;
      const key = "abcdefgh ,.".charAt(Math.floor(next() * 11));
      const kind = next();
      if (kind < 0.5) [press(key, at), release(key, at + 40)].forEach(send);
      else if (kind < 0.7) [press("Shift", at), press(key, at + 20), release(key, at + 40), release("Shift", at + 60)].forEach(send);
      else if (kind < 0.8) [press("Shift", at), press(key, at + 20), release("Shift", at + 40), release(key, at + 60)].forEach(send);
      else if (kind < 0.9) [press("Shift", at), press("ArrowLeft", at + 20), release("ArrowLeft", at + 40), release("Shift", at + 60)].forEach(send);
      else if (kind < 0.95) [...tap(at), press(key, at + 90), release(key, at + 120)].forEach(send);
      else [press("Shift", at), press("Process", at + 10, { isComposing: true }), release("Shift", at + 60, { isComposing: true })].forEach(send);
    }
    expect(exits).toBe(0);
  });
});
