import { describe, expect, test } from "vitest";
import { Ringer, RINGS_EVERY } from "../src/ring";
import { makeState, type State } from "../src/state";
import { standsOf } from "../src/view-waiting";
import type { Row } from "../src/wire";
import { row } from "./make";

const CAME = Date.parse("2026-11-22T14:00:00Z");

function waiting(...rows: Row[]): State {
  const state = makeState();
  state.now = CAME;
  state.board = {
    worker: { id: "w1", name: "Sam", role: "worker" }, waiting: rows, mine: [], alerts: [],
    presence: { on_shift: 1, open_now: true },
    colleagues: [], offers: [], kept: {}, hands: [],
  };
  return state;
}

/** Looks each second for this long (ms); how often it rang. */
function rung(state: State, span: number, ringer?: Ringer): number {
  let times = 0;
  const one = ringer ?? new Ringer(() => { times += 1; });
  for (const end = state.now + span; state.now <= end; state.now += 1_000) one.look(state);
  return times;
}

describe("a waiting chat", () => {
  test("rings until somebody takes it", () => {
    const state = waiting(row("c1", { ring_after: 0 }));
    expect(rung(state, 60_000)).toBe(Math.floor(60_000 / RINGS_EVERY));
  });

  test("rings here only when it is this worker's turn to hear it, and is told once", () => {
    const state = waiting(row("c1", { ring_after: 30, reasons: ["fear"] }));
    expect(rung(state, 29_000)).toBe(0);
    expect(state.polite).toBe("");
    const ringer = new Ringer(() => undefined);
    state.now = CAME;
    for (; state.now <= CAME + 40_000; state.now += 1_000) ringer.look(state);
    expect(state.polite).toContain("A chat is waiting");
  });

  test("never rings for who does not take chats, nor once its visitor has left", () => {
    const state = waiting(row("c1", { ring_after: null }), row("c2", { ring_after: 0, left: true }));
    expect(rung(state, 60_000)).toBe(0);
  });

  test("is silent with the sound off", () => {
    const state = waiting(row("c1", { ring_after: 0 }));
    state.sound = false;
    expect(rung(state, 60_000)).toBe(0);
  });

  test("rings in time also where the page's clock is behind", () => {
    const state = waiting(row("c1", { ring_after: 30 }));
    state.now = CAME - 3_600_000;
    const ringer = new Ringer(() => undefined);
    expect(ringer.ringing(state)).toEqual([]);
    state.now += 30_000;
    expect(ringer.ringing(state).map(({ conversation }) => conversation)).toEqual(["c1"]);
  });
});

describe("a row", () => {
  const because = ["weapon"];

  test.each([
    [{ by: "alert" as const, because, ahead: 20 }, "First: a danger is open"],
    [{ by: "returned" as const, because: [], ahead: 0 }, "At the front"],
    [{ by: "turn" as const, because, ahead: 20 }, "as if they had waited 20 minutes longer"],
    [{ by: "turn" as const, because: [], ahead: 0 }, "In turn"],
  ])("says by which rule it stands there (%#)", (stands, words) => {
    expect(standsOf(row("c1", { stands }))).toContain(words);
  });

  test("names the lead who moved it", () => {
    const moved = { to: "first" as const, by: "Kit" };
    expect(standsOf(row("c1", { moved, stands: { by: "lead", because: [], ahead: 0 } })))
      .toBe("Put first by Kit.");
    const later = { to: "later" as const, by: "Kit" };
    expect(standsOf(row("c1", { moved: later, stands: { by: "turn", because, ahead: -20 } })))
      .toContain("Kit lets them wait");
  });
});
