import { expect, test } from "vitest";
import { LATE_AFTER, again, hold, isLate, isShown, post, resend, takeBack } from "../src/outbox";
import { receive } from "../src/receive";
import { chatOf, makeState } from "../src/state";
import type { DeskFrame } from "../src/wire";
import { entry } from "./make";

function line() {
  const sent: DeskFrame[] = [];
  const up = { on: true };
  const send = (frame: DeskFrame): boolean => {
    if (up.on) sent.push(frame);
    return up.on;
  };
  return { sent, up, send, ids: () => sent.map((frame) => ("id" in frame ? frame.id : "")) };
}

test("a message written without a line goes out when it is back, once, under its own id", () => {
  const chat = chatOf(makeState(), "c1");
  const { sent, up, send } = line();
  up.on = false;
  post(chat, "hello", send, 0);
  expect(chat.pending[0]?.state).toBe("waiting");
  up.on = true;
  resend(chat, send, 1);
  expect(sent).toEqual([{ type: "say", conversation: "c1", id: chat.pending[0]?.id, text: "hello" }]);
});

test("what was not confirmed before the line went is sent again with the same id", () => {
  const chat = chatOf(makeState(), "c1");
  const { send, ids } = line();
  post(chat, "one", send, 0);
  hold(chat);
  resend(chat, send, 1);
  again(chat, chat.pending[0]?.id ?? "", send, 2);
  expect(new Set(ids()).size).toBe(1);
  expect(ids()).toHaveLength(3);
});

test("a confirmed message is not sent again", () => {
  const state = makeState();
  const chat = chatOf(state, "c1");
  const { send, ids } = line();
  post(chat, "one", send, 0);
  receive(state, { type: "ack", conversation: "c1", id: chat.pending[0]?.id ?? "", seq: 4 }, true);
  resend(chat, send, 1);
  expect(ids()).toHaveLength(1);
});

test("a message is never drawn twice, whether its ack or its entry comes first", () => {
  const state = makeState();
  const chat = chatOf(state, "c1");
  const { send } = line();
  post(chat, "same words", send, 0);
  const id = chat.pending[0]?.id ?? "";
  expect(chat.pending.filter((one) => isShown(one, 0))).toHaveLength(1);
  receive(state, entry(1, "worker", "same words"), true);
  expect(chat.pending.filter((one) => isShown(one, 0))).toEqual([]);
  receive(state, { type: "ack", conversation: "c1", id, seq: 1 }, true);
  expect(chat.pending).toEqual([]);
});

test("the same words written before do not hide a message that was never confirmed", () => {
  const state = makeState();
  const chat = chatOf(state, "c1");
  const { send } = line();
  post(chat, "hello", send, 0);
  receive(state, entry(1, "worker", "hello"), true);
  const [pending] = chat.pending;
  expect(pending && isLate(pending, LATE_AFTER + 1)).toBe(true);
  expect(pending && isShown(pending, LATE_AFTER + 1)).toBe(true);
});

test("a refused message says why, and its words can be taken back", () => {
  const state = makeState();
  const chat = chatOf(state, "c1");
  const { send } = line();
  post(chat, "too long", send, 0);
  const id = chat.pending[0]?.id ?? "";
  receive(state, { type: "error", code: "too_long", message: "", id }, true);
  expect(chat.pending[0]).toMatchObject({ state: "failed", code: "too_long" });
  expect(takeBack(chat, id)).toBe("too long");
  expect(chat.pending).toEqual([]);
});
