/** What goes over the desk's socket (docs/desk-protocol.md), as types, and the reading of a frame. */
import type { Language } from "./languages";
import type { Prompt } from "./assessing-api";
import type { Move, Outcome, ReviewAction, Risk, Stand, Urgency } from "./names";
import type { AloneOften, CasesDue, OverrideAsked, Reminder } from "./wire-due";

export type * from "./wire-due";

export interface Worker { id: string; name: string; role: string }

export interface Row {
  conversation: string;
  /** ISO time at which it began to wait. */
  since: string;
  urgency: Urgency;
  /** Names of intents, alerts and the like; never a visitor's words. */
  reasons: string[];
  audience: string | null;
  nation: string | null;
  language: string | null;
  agreed: boolean;
  left: boolean;
  /** Of chats that wait: why it stands there. `ahead`: minutes added to its wait. */
  stands?: { by: Stand; because: string[]; ahead: number };
  /** A lead has put it elsewhere; the written reason is sent to leads only. */
  moved?: { to: Move; by: string | null; reason?: string } | null;
  /** Why they wait in their own words, from the brief they agreed to. */
  phrases?: string[];
  /** For each of them, what it describes of graphic things. */
  phrases_graphic?: string[][];
  suits_you?: boolean;
  /** Seconds of waiting after which it rings for this worker; null: it does not. */
  ring_after?: number | null;
  /** Since when the visitor waits for an answer; only of this worker's own chats. */
  owed_since?: string | null;
}

/** A colleague asks this worker to take a chat over, until then. */
export interface Offer extends Row { by: string; until: string }

/** A colleague wants help with a chat; for leads only. */
export interface HandUp { conversation: string; at: string; by: string }

/** What stands beside a chat, and never in it. */
export interface Aside {
  id: string;
  kind: "note" | "whisper";
  at: string;
  by: string | null;
  mine: boolean;
  text: string;
}

/** How much this worker takes on, and how they like their board. */
export interface Limits {
  limit: number;
  max_chats: number;
  own_limit: number | null;
  skills: string[];
  hides_queue: boolean;
  covers_graphic?: boolean;
  language?: Language;
  live: number;
}

export interface Step { what: string; at: string; by?: string | null }

export interface Alert {
  id: string;
  kind: string;
  at: string;
  conversation: string | null;
  owner: string | null;
  /** Only sent to the worker who has that chat, and to leads. */
  excerpt?: string | null;
  /** What of graphic things these words describe, by name. */
  graphic?: string[];
  overdue: boolean;
  /** What has happened to it, in order. */
  life?: Step[];
}

export interface Board {
  worker: Worker;
  waiting: Row[];
  mine: Row[];
  alerts: Alert[];
  /** Risk assessments to look at again: categories and times, no words. */
  look_again?: (Prompt & { case: string; reference: string; worker: string | null })[];
  you?: Limits;
  presence: { on_shift: number; open_now: boolean };
  /** Who else takes chats now. */
  colleagues: Worker[];
  offers: Offer[];
  /** For whom a waiting chat is kept a moment, by chat. */
  kept: Record<string, string>;
  hands: HandUp[];
  /** What is to be done about referrals to partner agencies. */
  reminders?: Reminder[];
  /** Overrides that this worker can answer as the second person. */
  overrides?: OverrideAsked[];
  /** For leads: other leads who have opened chats alone often of late. */
  alone_often?: AloneOften[];
  /** What cases ask of somebody now. */
  cases?: CasesDue;
}

export interface Brief {
  parts: { id: string; label: string; text: string; graphic?: string[] }[];
  agreed_at: string | null;
  history: boolean;
}

/** This chat was to be opened before its visitor agreed: the last time that was asked for or done. */
export interface Override {
  by: string | null;
  second: string | null;
  at: string;
  until: string;
  status: "asked" | "open" | "refused";
  /** A second person can still stand for it. */
  waits: boolean;
  open: boolean;
  /** A lead opened it alone, as it could not wait. */
  at_once: boolean;
  risk: string;
  /** False: telling was unsafe, and nobody may mention it in the chat. */
  told: boolean;
  /** What was written is sent to leads, and to who wrote it. */
  reason?: string;
  telling_is_unsafe?: string;
  cannot_wait?: string;
  answer?: string;
}

/** Whether the visitor has a safe word, and how the newest "Is it still you?" stands. */
export interface StillYou {
  chosen_at: string | null;
  asked_at: string | null;
  /** Whether the question was for the word; else it was asked in plain words. */
  with_word: boolean;
  state: "asked" | "rightly" | "differently" | "not_now" | "no_answer" | null;
}

export interface ChatState {
  conversation: string;
  owner: string;
  audience: string | null;
  nation: string | null;
  language: string | null;
  alerts: Alert[];
  brief: Brief | null;
  left: "quick_exit" | "ended" | null;
  /** The first seq this worker may see; null: nothing yet. */
  from: number | null;
  override?: Override | null;
  can_send: boolean;
  paused_until: string | null;
  /** The colleague who was asked to take this chat over. */
  offered: { to: string; until: string } | null;
  hand_up_at: string | null;
  still_you?: StillYou;
}

export interface Entry {
  conversation: string;
  seq: number;
  at: string;
  author: string;
  name?: string;
  text?: string;
  card?: Readonly<Record<string, unknown>>;
  kind?: string;
  /** What of graphic things a visitor's words describe, by name. */
  graphic?: string[];
}

export type ServerFrame =
  | ({ type: "desk" } & Board)
  | ({ type: "chat" } & ChatState)
  | ({ type: "entry" } & Entry)
  | { type: "ack"; conversation: string; id: string; seq: number }
  | { type: "typing"; conversation: string }
  | { type: "taken"; conversation: string }
  | { type: "opened" | "override_asked"; conversation: string; id: string; told: boolean }
  | { type: "moved"; conversation: string; id: string }
  | { type: "error"; code: string; message: string; conversation?: string; id?: string; name?: string }
  | { type: "pong" }
  | { type: "asides"; conversation: string; asides: Aside[] }
  | { type: "done"; conversation: string; id: string };

/** `id`: the page's own; the same one again has no second effect. */
export interface AsideFrame {
  type: "note" | "whisper";
  conversation: string;
  id: string;
  text: string;
}

/** `id`: the page's own; the same one again has no second effect. */
export interface OverrideFrame {
  type: "override";
  conversation: string;
  id: string;
  risk: Risk;
  reason: string;
  telling_is_unsafe?: string;
  /** Why a lead can't wait for a second person; left out, one is asked. */
  cannot_wait?: string;
}

export type DeskFrame =
  | OverrideFrame
  | { type: "available"; on: boolean }
  | { type: "take"; conversation: string }
  | { type: "open"; conversation: string; after: number }
  | { type: "say"; conversation: string; id: string; text: string }
  | { type: "typing"; conversation: string }
  | { type: "hand_back"; conversation: string }
  | { type: "close"; conversation: string; outcome: Outcome; note?: string }
  | { type: "review"; alert: string; action: ReviewAction; note?: string; capacity?: string }
  | { type: "seen"; alert: string }
  | AsideFrame
  | { type: "send_card"; conversation: string; id: string; ref: string }
  | { type: "hand"; conversation: string; on: boolean }
  | { type: "pause"; conversation: string }
  | { type: "offer"; conversation: string; id: string; to: string; note?: string }
  | { type: "accept" | "offer_over"; conversation: string }
  | { type: "ask_still_you"; conversation: string; id: string }
  | { type: "pass_on"; conversation: string; id: string; to?: string; note?: string }
  | { type: "move"; conversation: string; id: string; to: Move; reason: string }
  | { type: "limits"; own: number | null; hides_queue: boolean }
  | { type: "ping" };

/** The longest message, in characters (code points), that the server takes. */
export const LONGEST_MESSAGE = 4_000;
/** The longest reason for an override, counted likewise. */
export const LONGEST_REASON = 1_000;

const TYPES = new Set(["desk", "chat", "entry", "ack", "typing", "taken", "opened", "override_asked", "moved", "error", "pong",
  "asides", "done"]);

/** One frame from the server, or null for anything that is not one we know. */
export function readFrame(data: unknown): ServerFrame | null {
  if (typeof data !== "string") return null;
  try {
    const frame: unknown = JSON.parse(data);
    if (typeof frame !== "object" || frame === null || !("type" in frame)) return null;
    return TYPES.has(String(frame.type)) ? (frame as ServerFrame) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The length of a text as the server counts it. */
export function length(text: string): number {
  return [...text].length;
}
