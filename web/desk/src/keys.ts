/**
 * The desk's shortcuts. Function keys that neither browsers nor NVDA, JAWS, VoiceOver or Orca use by
 * themselves, and one with Ctrl; single letters would take them from a screen reader's own keys.
 */
import type { Controller } from "./controller";
import { isMine, type Chat, type State } from "./state";

export const KEYS = ["F2", "Shift+F2", "F4", "F8", "F9", "Ctrl+/"] as const;

function owedSince(state: State, chat: Chat): number {
  const row = state.board?.mine.find((one) => one.conversation === chat.conversation);
  return row?.owed_since ? Date.parse(row.owed_since) : Infinity;
}

/** Of this worker's chats the one whose visitor has waited longest for an answer; null if none. */
export function longestOwed(state: State): string | null {
  const [first] = [...state.chats.values()].filter((chat) => owedSince(state, chat) < Infinity)
    .sort((a, b) => owedSince(state, a) - owedSince(state, b));
  return first?.conversation ?? null;
}

/** The chat after the open one in the list, from the last on to the first. */
export function nextChat(state: State): string | null {
  const all = [...state.chats.keys()];
  const at = all.indexOf(state.selected ?? "");
  return all[(at + 1) % Math.max(1, all.length)] ?? null;
}

function onChat(event: KeyboardEvent, act: Controller, root: ParentNode): boolean {
  const { state } = act;
  const chat = state.chats.get(state.selected ?? "");
  if (!chat) return false;
  const canSend = isMine(state, chat.conversation) && chat.info?.can_send === true;
  if (event.key === "F4" && canSend) act.ask({ kind: "replies", id: chat.conversation });
  else if (event.key === "F8" && canSend) act.ask({ kind: "services", id: chat.conversation });
  else if (event.key === "F9") {
    const box = root.querySelector<HTMLElement>("#aside-text");
    box?.closest("details")?.setAttribute("open", "");
    box?.focus();
  } else return false;
  return true;
}

/** Does what the key stands for; true if it was one of ours. Nothing while a dialog is open. */
export function onKey(event: KeyboardEvent, act: Controller, root: ParentNode): boolean {
  if (event.altKey || event.metaKey || root.querySelector("dialog[open]")) return false;
  if (event.ctrlKey) {
    if (event.key !== "/") return false;
    act.ask({ kind: "keys", id: "" });
    return true;
  }
  if (event.key === "F2") {
    const to = event.shiftKey ? nextChat(act.state) : longestOwed(act.state) ?? nextChat(act.state);
    if (to !== null) act.select(to);
    return true;
  }
  return !event.shiftKey && onChat(event, act, root);
}
