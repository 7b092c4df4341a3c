/**
 * Messages on their way out. Each keeps its own id for life, so that sending it again, by the
 * page or by hand, can never reach the visitor twice.
 */
import type { Chat, Pending } from "./state";
import type { DeskFrame } from "./wire";

/** No ack after this long (ms) on a working line: say so, and offer to send again. */
export const LATE_AFTER = 8_000;

type Send = (frame: DeskFrame) => boolean;

function put(chat: Chat, pending: Pending, send: Send, now: number): void {
  const { conversation } = chat;
  const { id, text, ref } = pending;
  const sent = send(ref === undefined ? { type: "say", conversation, id, text }
    : { type: "send_card", conversation, id, ref });
  pending.state = sent ? "sending" : "waiting";
  pending.sentAt = now;
  delete pending.code;
  delete pending.echoed;
}

/** Takes a new message, or a service's card (`ref`), and puts it on the wire, or keeps it. */
export function post(chat: Chat, text: string, send: Send, now: number, ref?: string): void {
  const pending: Pending = { id: crypto.randomUUID(), text, state: "sending", sentAt: now };
  if (ref !== undefined) pending.ref = ref;
  chat.pending.push(pending);
  put(chat, pending, send, now);
}

/** The same message again, under the same id. */
export function again(chat: Chat, id: string, send: Send, now: number): void {
  const pending = chat.pending.find((one) => one.id === id);
  if (pending) put(chat, pending, send, now);
}

/** After a new connection: all that was not acked, in the order it was written. */
export function resend(chat: Chat, send: Send, now: number): void {
  for (const pending of chat.pending) {
    if (pending.seq === undefined && pending.state !== "failed") put(chat, pending, send, now);
  }
}

/** The line went down: what was not acked waits for it. */
export function hold(chat: Chat): void {
  for (const pending of chat.pending) {
    if (pending.seq === undefined && pending.state === "sending") pending.state = "waiting";
  }
}

/** Takes a message back that was refused, so that the worker can change it or let it go. */
export function takeBack(chat: Chat, id: string): string {
  const pending = chat.pending.find((one) => one.id === id);
  chat.pending = chat.pending.filter((one) => one.id !== id);
  return pending?.text ?? "";
}

/** Whether the worker should be offered to send it again. */
export function isLate(pending: Pending, now: number): boolean {
  return pending.state === "sending" && pending.seq === undefined
    && now - pending.sentAt > LATE_AFTER;
}

/** Whether it is drawn: not while its own entry already stands in the log and only the ack lacks. */
export function isShown(pending: Pending, now: number): boolean {
  return pending.echoed !== true || pending.state !== "sending" || isLate(pending, now);
}
