/**
 * What each frame from the server changes. No DOM and no socket here: it changes the state and
 * says what happened, and others make a sound, speak or ask for more.
 */
import { fallenDue, type Due } from "./due";
import { chatOf, isMine, type Chat, type State } from "./state";
import type {
  Alert, Aside, Board, ChatState, Entry, Row, ServerFrame, StillYou,
} from "./wire";

/** How long "is typing" holds after the visitor's last sign of it, in ms. */
export const TYPING_HOLDS = 6_000;

export type Happening =
  | { what: "waiting"; rows: Row[]; first: boolean }
  | { what: "alerts"; alerts: Alert[] }
  | { what: "open"; chat: Chat; from?: number }
  | { what: "select"; conversation: string }
  | { what: "opened"; told: boolean }
  | { what: "asked" }
  | Due
  | { what: "gone"; mark: string; letGo: boolean; open: boolean }
  | { what: "message"; chat: Chat; entry: Entry }
  | { what: "left"; chat: Chat }
  | { what: "whisper"; chat: Chat }
  | { what: "offered"; names: string[] }
  | { what: "hands"; names: string[] }
  | { what: "still_you"; chat: Chat; state: StillYou }
  | { what: "refused"; code: string; name?: string };

/** `attending`: whether the worker is looking at the page now. */
export function receive(state: State, frame: ServerFrame, attending: boolean): Happening[] {
  switch (frame.type) {
    case "desk": return takeBoard(state, frame);
    case "chat": return takeChat(state, frame);
    case "entry": return takeEntry(state, frame, attending);
    case "ack": return takeAck(state, frame.conversation, frame.id, frame.seq);
    case "typing": {
      const chat = state.chats.get(frame.conversation);
      if (chat) chat.typingUntil = state.now + TYPING_HOLDS;
      return [];
    }
    case "taken": {
      state.taking.delete(frame.conversation);
      const chat = chatOf(state, frame.conversation);
      return [{ what: "open", chat }, { what: "select", conversation: frame.conversation }];
    }
    case "opened": {
      state.overriding.delete(frame.id);
      const chat = chatOf(state, frame.conversation);
      return [{ what: "open", chat }, { what: "select", conversation: frame.conversation },
        { what: "opened", told: frame.told }];
    }
    case "override_asked": state.overriding.delete(frame.id); return [{ what: "asked" }];
    case "error": return takeError(state, frame);
    case "asides": return takeAsides(state, frame.conversation, frame.asides);
    case "done": {
      const chat = state.chats.get(frame.conversation);
      if (chat?.asideSent?.id === frame.id) { chat.asideSent = null; chat.asideDraft = ""; }
      return [];
    }
    case "moved": case "pong": return [];
  }
}

function takeBoard(state: State, board: Board): Happening[] {
  const before = state.board;
  state.board = board;
  state.worker = board.worker;
  const happenings: Happening[] = [];
  const waitedBefore = new Set(before?.waiting.map((row) => row.conversation));
  const rows = board.waiting.filter((row) => !waitedBefore.has(row.conversation));
  if (rows.length > 0) happenings.push({ what: "waiting", rows, first: before === null });
  const knownAlerts = new Set(before?.alerts.map((alert) => alert.id));
  const alerts = board.alerts.filter(({ id }) => !knownAlerts.has(id));
  if (alerts.length > 0) happenings.push({ what: "alerts", alerts });
  happenings.push(...fallenDue(before, board), ...tellAsked(before, board));
  for (const row of board.mine) {
    const chat = chatOf(state, row.conversation);
    chat.heavy ||= row.urgency === "danger";
    if (!chat.opened) happenings.push({ what: "open", chat });
  }
  const hadBefore = new Set(before?.mine.map((row) => row.conversation));
  for (const conversation of hadBefore) {
    if (isMine(state, conversation)) continue;
    happenings.push(...forget(state, conversation));
  }
  for (const conversation of [...state.taking]) {
    if (!board.waiting.some((row) => row.conversation === conversation)) {
      state.taking.delete(conversation);
    }
  }
  return happenings;
}

/** What colleagues ask, each of it once. */
function tellAsked(before: Board | null, board: Board): Happening[] {
  const known = new Set(before?.offers.map(({ conversation }) => conversation));
  const offers = board.offers.filter(({ conversation }) => !known.has(conversation));
  const up = new Set(before?.hands.map(({ conversation, at }) => conversation + at));
  const hands = board.hands.filter(({ conversation, at }) => !up.has(conversation + at));
  const told: Happening[] = [];
  if (offers.length > 0) told.push({ what: "offered", names: offers.map(({ by }) => by) });
  if (hands.length > 0) told.push({ what: "hands", names: hands.map(({ by }) => by) });
  return told;
}

/** All that stands beside the chat, as it is now. Told: a whisper that came while it was open. */
function takeAsides(state: State, conversation: string, asides: Aside[]): Happening[] {
  const chat = state.chats.get(conversation);
  if (!chat) return [];
  const known = new Set(chat.asides.map(({ id }) => id));
  chat.asides = asides;
  const fresh = asides.some((one) => one.kind === "whisper" && !one.mine && !known.has(one.id));
  return fresh ? [{ what: "whisper", chat }] : [];
}

/** A chat that is no longer this worker's leaves the page's memory at once, words and all. */
function forget(state: State, conversation: string): Happening[] {
  const chat = state.chats.get(conversation);
  if (!chat) return [];
  state.chats.delete(conversation);
  const open = state.selected === conversation;
  if (open) state.selected = null;
  if (state.dialog?.id === conversation) state.dialog = null;
  const letGo = state.letGo.delete(conversation);
  if (letGo && chat.heavy) state.rest = true;
  return [{ what: "gone", mark: chat.mark, letGo, open }];
}

function takeChat(state: State, info: ChatState): Happening[] {
  // What was let go of must not come back by a late frame.
  const chat = state.chats.get(info.conversation);
  if (!chat) return [];
  const leftBefore = chat.info?.left ?? null;
  const happenings = moveStart(chat, chat.info?.from ?? null, info.from);
  const asked = chat.info?.still_you?.state;
  if (info.still_you && asked === "asked" && info.still_you.state !== "asked") {
    happenings.push({ what: "still_you", chat, state: info.still_you });
  }
  chat.info = info;
  if (info.left === "quick_exit" && leftBefore !== "quick_exit") {
    for (const pending of chat.pending) {
      if (pending.seq === undefined) { pending.state = "failed"; pending.code = "visitor_left"; }
    }
    chat.typingUntil = 0;
    return [...happenings, { what: "left", chat }];
  }
  return happenings;
}

/**
 * The visitor let this worker read from an earlier line on, or took a yes back; or a lead's
 * override opened the chat, or is over.
 */
function moveStart(chat: Chat, before: number | null, now: number | null): Happening[] {
  if (before === now) return [];
  if (now === null) {
    // All of it is asked for anew if it may be read again.
    chat.entries = [];
    chat.lastSeq = 0;
    return [];
  }
  chat.entries = chat.entries.filter(({ seq }) => seq >= now);
  return before !== null && now < before ? [{ what: "open", chat, from: now }] : [];
}

function takeEntry(state: State, entry: Entry, attending: boolean): Happening[] {
  const chat = state.chats.get(entry.conversation);
  if (!chat || chat.entries.some(({ seq }) => seq === entry.seq)) return [];
  if (entry.seq <= chat.lastSeq) {
    // From before the worker came, asked for anew: in its place, and no news.
    if (entry.seq < (chat.info?.from ?? 0)) return [];
    const at = chat.entries.findIndex(({ seq }) => seq > entry.seq);
    chat.entries.splice(at < 0 ? chat.entries.length : at, 0, entry);
    return [];
  }
  chat.entries.push(entry);
  chat.lastSeq = entry.seq;
  chat.pending = chat.pending.filter((pending) => pending.seq !== entry.seq);
  if (entry.author === "worker") {
    const echo = chat.pending.find((one) => one.echoed !== true
      && (one.ref === undefined ? one.text === entry.text : one.ref === entry.card?.["ref"]));
    if (echo) echo.echoed = true;
  }
  if (entry.author !== "visitor") return [];
  chat.typingUntil = 0;
  if (!chat.settled) return [];
  const seen = attending && state.selected === entry.conversation;
  if (!seen) chat.unread += 1;
  return seen ? [] : [{ what: "message", chat, entry }];
}

function takeAck(state: State, conversation: string, id: string, seq: number): Happening[] {
  const chat = state.chats.get(conversation);
  if (!chat) return [];
  const kept = chat.entries.some((entry) => entry.seq === seq);
  chat.pending = chat.pending.filter((pending) => !(kept && pending.id === id));
  const pending = chat.pending.find((one) => one.id === id);
  if (pending) { pending.seq = seq; pending.state = "sending"; delete pending.code; }
  return [];
}

type Refusal = Extract<ServerFrame, { type: "error" }>;

function takeError(state: State, frame: Refusal): Happening[] {
  if (frame.id !== undefined) state.overriding.delete(frame.id);
  if (frame.conversation !== undefined) {
    state.taking.delete(frame.conversation);
    state.letGo.delete(frame.conversation);
    // A chat that a lead wanted to read, and may not or cannot any more.
    const gone = frame.code === "not_found" || frame.code === "not_yours";
    if (gone && !isMine(state, frame.conversation)) forget(state, frame.conversation);
  }
  for (const chat of state.chats.values()) {
    // What was written beside the chat stays in its box, to be changed or sent again.
    if (frame.id !== undefined && chat.asideSent?.id === frame.id) chat.asideSent = null;
    const pending = chat.pending.find((one) => one.id === frame.id);
    if (frame.id === undefined || !pending) continue;
    pending.state = "failed";
    pending.code = frame.code;
    return [];
  }
  const refused: Happening = { what: "refused", code: frame.code };
  if (frame.name !== undefined) refused.name = frame.name;
  return [refused];
}
