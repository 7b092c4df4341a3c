/** The box a worker writes in. Enter sends, Shift and Enter makes a new line. */
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Controller } from "./controller";
import { isMine, type Chat, type State } from "./state";
import { LONGEST_MESSAGE, length } from "./wire";
import { count, t } from "./words";

/** From this many characters left, the count is shown. */
const SHOW_COUNT_FROM = 300;

/** Why nothing can be sent, or null when it can. */
function closedBecause(chat: Chat, state: State): string | null {
  if (chat.info === null) return t("composer.loading");
  if (chat.info.left === "quick_exit") return t("composer.quick_exit");
  if (chat.info.left === "ended") return t("composer.ended");
  if (!isMine(state, chat.conversation)) return t("composer.reading");
  return chat.info.can_send ? null : t("composer.closed");
}

function send(chat: Chat, act: Controller, box: HTMLTextAreaElement | null): void {
  const text = chat.draft.trim();
  if (text === "" || length(text) > LONGEST_MESSAGE) return;
  chat.draft = "";
  act.post(chat, text);
  box?.focus();
}

export function viewComposer(chat: Chat, state: State, act: Controller): TemplateResult {
  const closed = closedBecause(chat, state);
  const left = LONGEST_MESSAGE - length(chat.draft.trim());
  const input = (event: InputEvent): void => {
    chat.draft = (event.currentTarget as HTMLTextAreaElement).value;
    if (chat.draft !== "") act.typing(chat);
    act.redraw();
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key === "/" && chat.draft === "" && !event.isComposing) {
      event.preventDefault();
      act.ask({ kind: "replies", id: chat.conversation });
      return;
    }
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send(chat, act, event.currentTarget as HTMLTextAreaElement);
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    send(chat, act, (event.currentTarget as HTMLFormElement).querySelector("textarea"));
  };
  return html`<form class="composer" autocomplete="off" @submit=${submit}>
    <div class="composer__labels">
      <label for="message">${t("composer.label")}</label>
      <span class="composer__hint ${closed === null ? "" : "composer__hint--shown"}" id="message-hint">${closed ?? t("composer.hint")}</span>
    </div>
    <div class="composer__row">
      <textarea id="message" rows="2" autocomplete="off" aria-describedby="message-hint message-count"
        aria-invalid=${left < 0 ? "true" : nothing}
        .value=${live(chat.draft)} ?disabled=${closed !== null} @input=${input} @keydown=${key}
      ></textarea>
      <button class="button button--main" type="submit" ?disabled=${closed !== null}>
        ${t("composer.send")}</button>
    </div>
    <p id="message-count" class=${left < 0 ? "composer__count composer__count--bad" : "composer__count"}>
      ${left > SHOW_COUNT_FROM ? nothing
        : left < 0 ? count("composer.over", -left) : count("composer.left", left)}</p>
  </form>`;
}
