/**
 * How the desk gets a worker's attention: sound, a desktop notification, the tab's title and the
 * two live regions. Never a visitor's words, since any of these may be seen on a shared screen.
 */
import type { Happening } from "./receive";
import { playAlert, playWaiting } from "./sound";
import type { State } from "./state";
import { outcome } from "./view-still-you";
import type { Alert, Row } from "./wire";
import { count, joined, label, t } from "./words";

/** Why a chat waits, as one phrase. */
export function reasonsOf(row: Row): string {
  const labels = [...new Set(row.reasons.map((reason) => label("reason", reason)))];
  return joined(labels.length > 0 ? labels : [label("reason", "other")]);
}

export const canNotify = (): boolean => "Notification" in globalThis;

/** What a colleague gave: as it is said, and as it stands where anybody may see it. */
const GIVEN = {
  case: { said: "due.given_case_said", shown: "due.given_case" },
  call_back: { said: "due.given_call_said", shown: "due.given_call" },
} as const;

function notify(state: State, title: string, body: string): void {
  if (!canNotify() || Notification.permission !== "granted" || document.hasFocus()) return;
  const notification = new Notification(title, { body, tag: "waymark-desk", silent: state.sound });
  notification.onclick = () => { window.focus(); notification.close(); };
}

// A live region speaks only when its text changes; a no-break space makes the same words new.
function changed(before: string, text: string): string {
  return before === text ? `${text}\u00a0` : text;
}

function say(state: State, text: string): void {
  state.polite = changed(state.polite, text);
}

function sayNow(state: State, text: string): void {
  state.assertive = changed(state.assertive, text);
}

/**
 * Tells of chats that have started waiting, or that nobody has taken; each of them once, by the
 * caller's reckoning. `first`: they waited already when this page came.
 */
export function tellWaiting(state: State, rows: readonly Row[], first: boolean): void {
  const [row] = rows;
  if (!row) return;
  const urgency = label("urgency", row.urgency);
  const text = rows.length === 1
    ? t("waiting.new", { urgency, reasons: reasonsOf(row) })
    : count("waiting.new_many", rows.length, { urgency });
  say(state, text);
  if (first || row.ring_after === null) return;
  if (state.sound) playWaiting();
  notify(state, t("notify.waiting"), t("notify.body", { urgency, reasons: reasonsOf(row) }));
}

/** Tells of alerts that have been raised: those in this worker's own chats come first. */
function tellAlerts(state: State, alerts: readonly Alert[]): void {
  const markOf = (alert: Alert): string | undefined =>
    state.chats.get(alert.conversation ?? "")?.mark;
  const [alert] = [...alerts].sort((a, b) => Number(!markOf(a)) - Number(!markOf(b)));
  if (!alert) return;
  const kind = label("alert", alert.kind);
  const mark = markOf(alert);
  const first = mark === undefined ? t("alert.new", { kind }) : t("alert.new_here", { kind, mark });
  const others = alerts.length - 1;
  sayNow(state, others === 0 ? first : `${first} ${count("alert.more", others)}`);
  if (state.sound) playAlert();
  notify(state, t("notify.alert"), kind);
}

/** Puts a notice on the page and speaks it. */
export function show(state: State, text: string, tone: "plain" | "bad"): void {
  state.notice = { text, tone };
  if (tone === "bad") sayNow(state, text);
  else say(state, text);
}

/** Tells the worker what a frame brought, in the way that fits it. */
export function tell(state: State, happening: Happening): void {
  switch (happening.what) {
    case "waiting": {
      // What rings for a colleague first is told when it rings here (ring.ts).
      const rows = happening.rows.filter((row) => (row.ring_after ?? 0) === 0);
      tellWaiting(state, rows, happening.first);
      return;
    }
    case "alerts": tellAlerts(state, happening.alerts); return;
    case "whisper": {
      const { mark } = happening.chat;
      say(state, t("aside.new_whisper", { mark }));
      return;
    }
    case "offered": case "hands": case "second_wanted": case "look_overdue": {
      const words = {
        offered: "asked.offer", hands: "asked.hand", second_wanted: "standsfor.asked",
        look_overdue: "due.look_overdue",
      } as const;
      const text = happening.names.map((name) => t(words[happening.what], { name })).join(" ");
      sayNow(state, text);
      if (state.sound) playWaiting();
      notify(state, t("asked.heading"), text);
      return;
    }
    case "given": {
      const name = (by: string | null): string => by ?? label("role", "lead");
      sayNow(state, happening.rows.map(({ what, by, reference }) =>
        t(GIVEN[what].said, { name: name(by), reference })).join(" "));
      if (state.sound) playWaiting();
      notify(state, t("due.heading"), happening.rows.map(({ what, by }) => t(GIVEN[what].shown, { name: name(by) })).join(" "));
      return;
    }
    case "moved": {
      say(state, happening.rows.map(({ reference, now_with }) => now_with === null
        ? t("due.moved_to_nobody_said", { reference }) : t("due.moved_said", { reference, name: now_with })).join(" "));
      if (state.sound) playWaiting();
      // No reference: a desktop notice may be seen by anybody.
      notify(state, t("due.heading"), t("due.moved"));
      return;
    }
    case "call_backs": {
      const text = happening.rows.map((one) => t("due.call_back", {
        what: label("callback", one.standing), reference: one.reference,
      })).join(" ");
      sayNow(state, text);
      if (state.sound) playWaiting();
      // No reference: a desktop notice may be seen by anybody.
      notify(state, t("due.heading"), happening.rows.map((one) => label("callback", one.standing)).join(" "));
      return;
    }
    case "look_again": {
      say(state, happening.references.map((reference) => t("due.look_again", { reference })).join(" "));
      if (state.sound) playWaiting();
      notify(state, t("due.heading"), t("assess.look_again"));
      return;
    }
    case "unclaimed": {
      const text = count("due.unclaimed", happening.number);
      say(state, text);
      if (!happening.urgent) return;
      if (state.sound) playWaiting();
      notify(state, t("due.heading"), text);
      return;
    }
    case "message": say(state, t("chat.new_message", { mark: happening.chat.mark })); return;
    case "left": {
      const text = t("chat.left_said", { mark: happening.chat.mark });
      // The open chat says it itself, above the words.
      if (state.selected === happening.chat.conversation) sayNow(state, text);
      else show(state, text, "bad");
      return;
    }
    case "gone": {
      const { mark, letGo } = happening;
      const done = t(letGo ? "chat.done" : "chat.gone", { mark });
      show(state, done, "plain");
      if (state.rest) say(state, `${done} ${t("rest.heading")}`);
      return;
    }
    case "refused": {
      const { code, name } = happening;
      const taken = code === "already_taken" && name !== undefined;
      const opened = code === "already_opened" && name !== undefined;
      const kept = code === "kept_for_another" && name !== undefined;
      const asked = code === "override_asked" && name !== undefined;
      show(state, kept ? t("waiting.kept", { name }) : taken ? t("waiting.taken_by", { name })
        : opened ? t("override.opened_by", { name }) : asked ? t("override.asked_by", { name })
        : label("refusal", code), "bad");
      return;
    }
    case "asked": show(state, t("override.done_asked"), "plain"); return;
    case "opened": {
      show(state, t(happening.told ? "override.done_told" : "override.done_untold"), "plain");
      return;
    }
    case "still_you": {
      const { chat, state: asked } = happening;
      sayNow(state, t("stillyou.said", { mark: chat.mark, outcome: outcome(asked) }));
      return;
    }
    case "open": case "select": return;
  }
}

/** The tab's title: what asks for attention first, then the name of the page. */
export function title(state: State): string {
  const parts: string[] = [];
  if (state.screen === "board" && state.board) {
    const unread = [...state.chats.values()].reduce((sum, chat) => sum + chat.unread, 0);
    if (state.board.alerts.length > 0) parts.push(count("title.alerts", state.board.alerts.length));
    if (state.board.waiting.length > 0) {
      parts.push(count("title.waiting", state.board.waiting.length));
    }
    if (unread > 0) parts.push(count("title.unread", unread));
  }
  return [...parts, t("page.title")].join(" · ");
}
