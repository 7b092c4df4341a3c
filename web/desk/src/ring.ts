/**
 * Rings until somebody takes the chat. Whom it rings for and after how long, the server says
 * (`ring_after`); this only keeps the time.
 */
import { tellWaiting } from "./notices";
import { playWaiting } from "./sound";
import type { State } from "./state";
import type { Row } from "./wire";

/** How often (ms) it rings while it does. */
export const RINGS_EVERY = 8_000;

export class Ringer {
  /** When each chat was first seen here: a clock that is wrong makes nobody wait longer. */
  private readonly seen = new Map<string, number>();
  private readonly told = new Set<string>();
  private rangAt = 0;

  constructor(private readonly play: () => void = playWaiting) {}

  /** Those that ring for this worker now. */
  ringing(state: State): Row[] {
    const waiting = state.board?.waiting ?? [];
    for (const id of this.seen.keys()) {
      if (!waiting.some(({ conversation }) => conversation === id)) {
        this.seen.delete(id);
        this.told.delete(id);
      }
    }
    return waiting.filter((row) => {
      const seen = this.seen.get(row.conversation) ?? state.now;
      this.seen.set(row.conversation, seen);
      const waited = state.now - Math.min(seen, Date.parse(row.since));
      return !row.left && typeof row.ring_after === "number" && waited >= row.ring_after * 1_000;
    });
  }

  /** Once a second, or so. */
  look(state: State): void {
    const rows = this.ringing(state);
    const fresh = rows.filter((row) => !this.told.has(row.conversation));
    for (const { conversation } of fresh) this.told.add(conversation);
    // What rings at once was told when it came.
    tellWaiting(state, fresh.filter((row) => row.ring_after !== 0), false);
    if (rows.length === 0 || fresh.length > 0) this.rangAt = state.now;
    if (!state.sound || state.now - this.rangAt < RINGS_EVERY) return;
    this.rangAt = state.now;
    this.play();
  }
}
