/** Frames as the server sends them, for tests. */
import type { Alert, Board, Entry, Row, ServerFrame } from "../src/wire";

export const row = (conversation: string, more: Partial<Row> = {}): Row => ({
  conversation, since: "2026-11-22T14:00:00Z", urgency: "high", reasons: ["talk_to_human"],
  audience: "adult", nation: "england", language: "en", agreed: false, left: false, ...more,
});

export const alert = (id: string, conversation: string | null): Alert => ({
  id, kind: "immediate_danger", at: "2026-11-22T14:00:00Z", conversation, owner: "worker",
  excerpt: null, overdue: false,
});

export const board = (more: Partial<Board> = {}): ServerFrame => ({
  type: "desk", worker: { id: "w1", name: "Sam", role: "worker" }, waiting: [], mine: [],
  alerts: [], presence: { on_shift: 1, open_now: true },
  colleagues: [], offers: [], kept: {}, hands: [], ...more,
});

export const entry = (seq: number, author: string, text: string,
  conversation = "c1"): ServerFrame & Entry => ({
  type: "entry", conversation, seq, at: "2026-11-22T14:01:00Z", author, text,
});

/** Nothing is arranged in a chat: the fields of its state for that. */
export const unarranged = {
  paused_until: null, offered: null, hand_up_at: null,
} as const;
