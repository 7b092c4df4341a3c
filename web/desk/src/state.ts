/** What the page knows, all of it in memory: a reload or the end of a session leaves nothing. */
import type {
  Aside, AsideFrame, Board, ChatState, Entry, OverrideFrame, Worker,
} from "./wire";

export type { Aside };

export type Screen =
  "starting" | "sign-in" | "enrol" | "second" | "set-up" | "codes" | "board" | "office";
export type Connection = "connecting" | "open" | "lost";

/** A message on its way to the visitor. It goes when its entry has come back in the log. */
export interface Pending {
  id: string;
  text: string;
  /** A service's card instead of words: its name in the directory. */
  ref?: string;
  state: "sending" | "waiting" | "failed";
  /** Why it failed: an error code of the protocol. */
  code?: string;
  /** Set by the server's ack: kept, under this number. */
  seq?: number;
  /** Its entry seems to have come before its ack: until the ack says so, only drawing heeds it. */
  echoed?: boolean;
  /** When it was last put on the wire, in ms since 1970. */
  sentAt: number;
}

export interface Chat {
  conversation: string;
  /** A letter to tell one's own chats apart without using anyone's name. */
  mark: string;
  info: ChatState | null;
  entries: Entry[];
  lastSeq: number;
  pending: Pending[];
  draft: string;
  unread: number;
  /** Until when (ms since 1970) the visitor counts as typing. */
  typingUntil: number;
  /** False while the entries from before are still coming in: they are not news. */
  settled: boolean;
  /** Whether it was asked for on the present connection. */
  opened: boolean;
  /** Notes and whispers; what is being written beside the chat, and what is on its way. */
  asides: Aside[];
  asideKind: "note" | "whisper";
  asideDraft: string;
  asideSent: AsideFrame | null;
  /** Danger was seen in it while this worker had it. */
  heavy: boolean;
}

export interface Notice { text: string; tone: "plain" | "bad" }

export interface Dialog {
  kind: "close" | "review" | "override" | "move" | "limits" | "replies" | "services" | "pass"
    | "keys";
  id: string;
}

export interface State {
  screen: Screen;
  worker: Worker | null;
  board: Board | null;
  chats: Map<string, Chat>;
  selected: string | null;
  /** Chats asked for and not yet answered. */
  taking: Set<string>;
  /** Chats this worker has closed or handed back, so that their going is no surprise. */
  letGo: Set<string>;
  /** Overrides asked for and not yet answered, by their id: asked again on the next connection. */
  overriding: Map<string, OverrideFrame>;
  connection: Connection;
  /** When the next try to connect is due, in ms since 1970. */
  retryAt: number;
  available: boolean;
  sound: boolean;
  notice: Notice | null;
  /** Somebody has just ended a heavy chat, and may want a moment. Known to this page only. */
  rest: boolean;
  dialog: Dialog | null;
  /** What is said to screen readers: quietly, and at once. */
  polite: string;
  assertive: string;
  /** The code of a refused sign-in, or "session_over". */
  refusal: string | null;
  busy: boolean;
  now: number;
}

export function makeState(): State {
  return {
    screen: "starting", worker: null, board: null, chats: new Map(), selected: null,
    taking: new Set(), letGo: new Set(), overriding: new Map(), connection: "connecting", retryAt: 0, available: true,
    sound: true, notice: null, rest: false, dialog: null, polite: "", assertive: "", refusal: null,
    busy: false, now: Date.now(),
  };
}

/** The next free letter: A to Z, then A2, B2 and so on. */
export function nextMark(chats: ReadonlyMap<string, Chat>): string {
  const used = new Set([...chats.values()].map((chat) => chat.mark));
  for (let n = 0; ; n += 1) {
    const round = Math.floor(n / 26);
    const mark = String.fromCharCode(65 + (n % 26)) + (round > 0 ? String(round + 1) : "");
    if (!used.has(mark)) return mark;
  }
}

/** The chat of that name, made if it is new to this page. */
export function chatOf(state: State, conversation: string): Chat {
  const known = state.chats.get(conversation);
  if (known) return known;
  const chat: Chat = {
    conversation, mark: nextMark(state.chats), info: null, entries: [], lastSeq: 0, pending: [],
    draft: "", unread: 0, typingUntil: 0, settled: false, opened: false,
    asides: [], asideKind: "note", asideDraft: "", asideSent: null, heavy: false,
  };
  state.chats.set(conversation, chat);
  return chat;
}

/** Whether this worker has the chat (a lead may be reading one that is not theirs). */
export function isMine(state: State, conversation: string): boolean {
  return state.board?.mine.some((row) => row.conversation === conversation) ?? false;
}
