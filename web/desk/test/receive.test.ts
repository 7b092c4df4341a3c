import { describe, expect, test } from "vitest";
import { receive, type Happening } from "../src/receive";
import { makeState, type State } from "../src/state";
import type { ServerFrame } from "../src/wire";
import { alert, board, entry, row, unarranged } from "./make";

function send(state: State, ...frames: ServerFrame[]): Happening[] {
  return frames.flatMap((frame) => receive(state, frame, true));
}

function withChat(): State {
  const state = makeState();
  send(state, board({ mine: [row("c1")] }));
  const chat = state.chats.get("c1");
  if (chat) chat.settled = true;
  state.selected = "c1";
  return state;
}

const whats = (happenings: Happening[]): string[] => happenings.map(({ what }) => what);

describe("the board", () => {
  test("tells of each waiting chat once, also when the whole board is sent again", () => {
    const state = makeState();
    const first = send(state, board({ waiting: [row("c1")] }));
    expect(first).toEqual([{ what: "waiting", rows: [row("c1")], first: true }]);
    expect(send(state, board({ waiting: [row("c1")] }))).toEqual([]);
    const next = send(state, board({ waiting: [row("c1"), row("c2")] }));
    expect(next).toEqual([{ what: "waiting", rows: [row("c2")], first: false }]);
  });

  test("tells again of a chat that came back to the queue", () => {
    const state = makeState();
    send(state, board({ waiting: [row("c1")] }), board());
    expect(whats(send(state, board({ waiting: [row("c1")] })))).toEqual(["waiting"]);
  });

  test("tells of each alert once, together with those raised at the same time", () => {
    const state = withChat();
    const alerts = [alert("a1", "c1"), alert("a2", "c9")];
    const told = send(state, board({ mine: [row("c1")], alerts }));
    expect(told.find(({ what }) => what === "alerts")).toEqual({ what: "alerts", alerts });
    expect(whats(send(state, board({ mine: [row("c1")], alerts })))).not.toContain("alerts");
  });

  test("forgets the words of a chat that went to somebody else", () => {
    const state = withChat();
    send(state, entry(1, "visitor", "hello"));
    expect(send(state, board())).toEqual([{ what: "gone", mark: "A", letGo: false, open: true }]);
    expect(state.chats.size).toBe(0);
    expect(state.selected).toBeNull();
  });

  test("the loser of a race is told who has the chat, and may take another", () => {
    const state = makeState();
    state.taking.add("c1");
    const told = send(state, {
      type: "error", code: "already_taken", message: "", conversation: "c1", name: "Priya",
    });
    expect(told).toEqual([{ what: "refused", code: "already_taken", name: "Priya" }]);
    expect(state.taking.size).toBe(0);
  });
});

describe("a conversation", () => {
  test("shows each entry once, in order, when a resend overlaps", () => {
    const state = withChat();
    send(state, entry(1, "visitor", "one"), entry(2, "visitor", "two"));
    send(state, entry(2, "visitor", "two"), entry(3, "visitor", "three"));
    expect(state.chats.get("c1")?.entries.map(({ text }) => text)).toEqual(["one", "two", "three"]);
  });

  test("counts what came while another chat was open, and not what was there before", () => {
    const state = withChat();
    state.selected = null;
    const chat = state.chats.get("c1");
    if (chat) chat.settled = false;
    send(state, entry(1, "visitor", "before"));
    expect(chat?.unread).toBe(0);
    if (chat) chat.settled = true;
    expect(whats(send(state, entry(2, "visitor", "after")))).toEqual(["message"]);
    expect(chat?.unread).toBe(1);
  });

  test("a chat a lead has stopped reading does not come back by a late frame", () => {
    const state = makeState();
    send(state, board(), entry(1, "visitor", "hello"), {
      ...unarranged, type: "chat", conversation: "c1", owner: "worker", audience: "adult", nation: null,
      language: "en", alerts: [], brief: null, left: null, from: 1, can_send: false,
    });
    expect(state.chats.size).toBe(0);
  });

  test("a quick exit fails what was still on its way, so that nothing is sent later", () => {
    const state = withChat();
    const chat = state.chats.get("c1");
    chat?.pending.push({ id: "m1", text: "are you there", state: "waiting", sentAt: 0 });
    const told = send(state, {
      ...unarranged, type: "chat", conversation: "c1", owner: "worker", audience: "adult", nation: null,
      language: "en", alerts: [], brief: null, left: "quick_exit", from: 1, can_send: false,
    });
    expect(whats(told)).toEqual(["left"]);
    expect(chat?.pending[0]).toMatchObject({ state: "failed", code: "visitor_left" });
  });

  const readableFrom = (from: number): ServerFrame => ({
    ...unarranged, type: "chat", conversation: "c1", owner: "worker", audience: "adult", nation: null,
    language: "en", alerts: [], brief: null, left: null, from, can_send: true,
  });

  test("lines from before come into their place when the visitor lets them be read", () => {
    const state = withChat();
    const chat = state.chats.get("c1");
    send(state, readableFrom(3), entry(3, "service", "joined"), entry(4, "visitor", "four"));
    const told = send(state, readableFrom(1));
    expect(told).toEqual([{ what: "open", chat, from: 1 }]);
    // What comes meanwhile and what comes again each stands once.
    send(state, entry(5, "visitor", "five"), entry(1, "visitor", "one"), entry(2, "visitor", "two"),
      entry(3, "service", "joined"), entry(4, "visitor", "four"), entry(5, "visitor", "five"));
    expect(chat?.entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(chat?.unread).toBe(0);
  });

  test("lines that may no longer be read leave the page, and do not come back", () => {
    const state = withChat();
    const chat = state.chats.get("c1");
    send(state, readableFrom(1), entry(1, "visitor", "one"), entry(2, "visitor", "two"));
    expect(send(state, readableFrom(3))).toEqual([]);
    send(state, entry(1, "visitor", "one"), entry(3, "visitor", "three"));
    expect(chat?.entries.map(({ seq }) => seq)).toEqual([3]);
  });
});

describe("a lead's override", () => {
  const seen = (from: number | null): ServerFrame => ({
    ...unarranged, type: "chat", conversation: "c1", owner: "waiting", audience: "adult", nation: null,
    language: "en", alerts: [], brief: null, left: null, from, can_send: false,
  });

  test("opens the chat on the page, once it holds, and says whether the visitor knows", () => {
    const state = makeState();
    state.overriding.set("o1", {
      type: "override", conversation: "c1", id: "o1", risk: "child_in_danger", reason: "why",
    });
    const told = send(state, { type: "opened", conversation: "c1", id: "o1", told: false });
    expect(whats(told)).toEqual(["open", "select", "opened"]);
    expect(told[2]).toEqual({ what: "opened", told: false });
    expect(state.overriding.size).toBe(0);
  });

  test("is asked no more once it is refused", () => {
    const state = makeState();
    state.overriding.set("o1", {
      type: "override", conversation: "c1", id: "o1", risk: "child_in_danger", reason: "why",
    });
    const told = send(state, {
      type: "error", code: "already_opened", message: "", conversation: "c1", id: "o1", name: "Lou",
    });
    expect(told).toEqual([{ what: "refused", code: "already_opened", name: "Lou" }]);
    expect(state.overriding.size).toBe(0);
  });

  test("takes every line off the page when its time is over and nothing was agreed", () => {
    const state = makeState();
    send(state, { type: "opened", conversation: "c1", id: "o1", told: true }, seen(1),
      entry(1, "visitor", "one"), entry(2, "visitor", "two"));
    const chat = state.chats.get("c1");
    expect(chat?.entries.length).toBe(2);
    send(state, seen(null));
    expect(chat?.entries).toEqual([]);
    const again = send(state, { type: "opened", conversation: "c1", id: "o2", told: true });
    expect(again[0]).toEqual({ what: "open", chat });
    expect(chat?.lastSeq).toBe(0);
  });
});

describe("beside a chat", () => {
  const note = {
    id: "n1", kind: "note", at: "2026-11-22T14:02:00Z", by: "Sam", mine: true, text: "slept at her mother's",
  } as const;
  const whisper = { ...note, id: "n2", kind: "whisper", by: "Lee", mine: false, text: "ask about the keys" } as const;

  test("is replaced as a whole, never doubled, and a whisper is told once", () => {
    const state = withChat();
    const frame: ServerFrame = { type: "asides", conversation: "c1", asides: [note, whisper] };
    expect(whats(send(state, frame))).toEqual(["whisper"]);
    expect(send(state, frame)).toEqual([]);
    expect(state.chats.get("c1")?.asides).toEqual([note, whisper]);
  });

  test("what was written stays in its box until the server has it", () => {
    const state = withChat();
    const chat = state.chats.get("c1");
    if (!chat) throw new Error("no chat");
    chat.asideDraft = "slept badly";
    chat.asideSent = { type: "note", conversation: "c1", id: "x1", text: "slept badly" };
    send(state, { type: "error", code: "too_fast", message: "", conversation: "c1", id: "x1" });
    expect([chat.asideSent, chat.asideDraft]).toEqual([null, "slept badly"]);
    chat.asideSent = { type: "note", conversation: "c1", id: "x2", text: "slept badly" };
    send(state, { type: "done", conversation: "c1", id: "x2" });
    expect([chat.asideSent, chat.asideDraft]).toEqual([null, ""]);
  });

  test("what colleagues ask is told once each", () => {
    const state = makeState();
    const offers = [{ ...row("c5"), by: "Priya", until: "2026-11-22T14:05:00Z" }];
    const hands = [{ conversation: "c6", at: "2026-11-22T14:00:00Z", by: "Kit" }];
    expect(whats(send(state, board({ offers, hands })))).toEqual(["offered", "hands"]);
    expect(send(state, board({ offers, hands }))).toEqual([]);
  });
});

describe("after a heavy chat", () => {
  test("whoever has ended it is offered a moment, once, and nobody else", () => {
    const state = makeState();
    send(state, board({ mine: [row("c1", { urgency: "danger" }), row("c2")] }));
    state.letGo.add("c2");
    send(state, board({ mine: [row("c1", { urgency: "danger" })] }));
    expect(state.rest).toBe(false);
    state.letGo.add("c1");
    send(state, board());
    expect(state.rest).toBe(true);
    state.rest = false;
    send(state, board());
    expect(state.rest).toBe(false);
  });

  test("not when it was taken away", () => {
    const state = makeState();
    send(state, board({ mine: [row("c1", { urgency: "danger" })] }), board());
    expect(state.rest).toBe(false);
  });
});
