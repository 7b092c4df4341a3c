import { describe, expect, test } from "vitest";
import { longestOwed, nextChat } from "../src/keys";
import { receive } from "../src/receive";
import { matches } from "../src/replies-api";
import { makeState, type State } from "../src/state";
import { board, row } from "./make";

function withChats(...owed: (string | null)[]): State {
  const state = makeState();
  const mine = owed.map((owed_since, n) => row(`c${n}`, { owed_since }));
  receive(state, board({ mine }), true);
  return state;
}

describe("several chats", () => {
  test("the one that has waited longest for an answer comes first", () => {
    const state = withChats("2026-11-22T14:05:00Z", null, "2026-11-22T14:01:00Z");
    expect(longestOwed(state)).toBe("c2");
    expect(longestOwed(withChats(null, null))).toBeNull();
  });

  test("the next one is the one below, from the last on the first", () => {
    const state = withChats(null, null);
    expect(nextChat(state)).toBe("c0");
    state.selected = "c0";
    expect(nextChat(state)).toBe("c1");
    state.selected = "c1";
    expect(nextChat(state)).toBe("c0");
    expect(nextChat(makeState())).toBeNull();
  });
});

test("a search finds all the words that were typed, in any order", () => {
  expect(matches("Keeping a record of what happens", "record keep")).toBe(true);
  expect(matches("Keeping a record of what happens", "record police")).toBe(false);
  expect(matches("anything", "")).toBe(true);
});
