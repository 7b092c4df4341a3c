/** The open chat: who it is with, what is urgent in it, what was said, and the brief beside it. */
import { html, nothing, type TemplateResult } from "lit";
import "./ask-case";
import "./link-case";
import { assess } from "./assessing-panel";
import { keyed } from "lit/directives/keyed.js";
import { viewComposer } from "./composer";
import type { Controller } from "./controller";
import { isMine, type Chat, type State } from "./state";
import { viewWords } from "./veil";
import { viewAsides } from "./view-asides";
import { facts, viewAlert } from "./view-lists";
import { viewOpenButton, viewOpened } from "./view-override";
import { viewStillYou } from "./view-still-you";
import { viewArranged, viewTools } from "./view-tools";
import type { Alert, ChatState } from "./wire";
import { at, count, label, t } from "./words";
import "./log";

/** Alerts of this chat not yet reviewed: from the board, and those its own frame brought first. */
function openAlerts(chat: Chat, state: State): Alert[] {
  const board = state.board?.alerts ?? [];
  const known = new Map(board.filter((one) => one.conversation === chat.conversation)
    .map((alert) => [alert.id, alert]));
  for (const alert of chat.info?.alerts ?? []) known.set(alert.id, alert);
  return [...known.values()];
}

/** Whether the visitor has the fixed safety message yet, or the worker still comes first. */
function whatNext(alert: Alert, chat: Chat, mine: boolean): string {
  // Someone else may be reading the visitor's screen: no safety message is shown there.
  if (!mine || alert.kind === "someone_else_typing") return t("alert.here_open");
  const shown = chat.entries.some((entry) => entry.kind === "safety"
    && Date.parse(entry.at) >= Date.parse(alert.at));
  return t(shown ? "alert.here_shown" : "alert.here_next");
}

function viewBrief(info: ChatState | null, now: number): TemplateResult {
  const brief = info?.brief ?? null;
  const opened = info?.override?.open === true && info.from === 1;
  if (!brief) {
    return html`<p class="quiet">${t(opened ? "brief.none" : "brief.not_agreed")}</p>`;
  }
  const agreed = brief.agreed_at === null ? t("brief.opened")
    : t("brief.agreed", { time: at(brief.agreed_at, now) });
  return html`
    <p class="quiet">${agreed}
      ${opened ? nothing : t(brief.history ? "brief.history" : "brief.no_history")}</p>
    <dl class="brief__parts">${brief.parts.map((part) => html`<div>
      <dt .textContent=${part.label}></dt>
      <dd>${part.text === "" ? t("brief.nothing") : viewWords(part.text, part.graphic)}</dd>
    </div>`)}</dl>`;
}

function viewLeft(chat: Chat): TemplateResult | typeof nothing {
  const left = chat.info?.left ?? null;
  if (left === null) return nothing;
  const exit = left === "quick_exit";
  return html`<div class=${exit ? "left left--exit" : "left"} role="note">
    <strong>${t(exit ? "left.exit" : "left.ended")}</strong>
    <span>${t(exit ? "left.exit_more" : "left.ended_more")}</span>
  </div>`;
}

function viewHead(chat: Chat, state: State, act: Controller): TemplateResult {
  const { info, conversation } = chat;
  const mine = isMine(state, conversation);
  const owner = mine ? t("chat.you_answer") : label("owner", info?.owner);
  const waiting = state.board?.waiting.length ?? 0;
  const mayOpen = info !== null && info.left === null && info.override?.open !== true
    && info.override?.waits !== true;
  const open = mayOpen ? viewOpenButton(conversation, info.owner, state, act) : nothing;
  // On a phone the lists are hidden behind this chat.
  const elsewhere = state.board?.alerts.filter((one) => one.conversation !== conversation) ?? [];
  return html`<div class="chat__head">
    <button class="button button--quiet chat__back" type="button" @click=${() => act.select(null)}>
      <span aria-hidden="true">‹</span> ${count("chat.back", waiting)}${elsewhere.length > 0
        ? html` <strong class="overdue">${count("title.alerts", elsewhere.length)}</strong>`
        : nothing}</button>
    <div class="chat__who">
      <span class="mark mark--big" aria-hidden="true">${chat.mark}</span>
      <div>
        <h2 id="chat-heading" tabindex="-1">${t("chat.name", { mark: chat.mark })}</h2>
        <p class="row__facts">${info ? facts(info) : t("chat.loading")}
          <span class="chat__owner">${info && info.left === null ? owner : nothing}</span></p>
      </div>
    </div>
    ${mine ? html`<div class="chat__acts">
      <button class="button" type="button" ?disabled=${(info?.left ?? null) !== null}
        @click=${() => act.handBack(conversation)}>${t("chat.hand_back")}</button>
      ${(info?.left ?? null) === null
        ? html`<waymark-ask-case .conversation=${conversation}></waymark-ask-case>
          <waymark-link-case .conversation=${conversation}></waymark-link-case>` : nothing}
      ${info?.brief ? html`<button class="button" type="button"
        @click=${() => assess("chat", conversation)}>${t("assess.open")}</button>` : nothing}
      <button class="button" type="button"
        @click=${() => act.ask({ kind: "close", id: conversation })}>${t("chat.close")}</button>
      ${open}
    </div>` : html`<div class="chat__acts">
      <button class="button" type="button" @click=${() => act.stopReading(conversation)}>
        ${t("chat.stop_reading")}</button>
      ${open}
    </div>`}
  </div>`;
}

/** `wide`: there is room for the brief beside the chat, so it starts open. */
export function viewChat(chat: Chat, state: State, act: Controller, wide: boolean): TemplateResult {
  const alerts = openAlerts(chat, state);
  const mine = isMine(state, chat.conversation);
  const typing = chat.typingUntil > state.now;
  const events = {
    again: (id: string) => act.again(chat, id),
    takeBack: (id: string) => act.takeBack(chat, id),
  };
  return html`${keyed(chat.conversation, html`<div class="chat">
    ${viewHead(chat, state, act)}
    <div class="chat__urgent">
      ${viewLeft(chat)}
      ${viewOpened(chat.info?.override, state.now)}
      ${viewArranged(chat, state, act, mine)}
      ${viewStillYou(chat, state.now)}
      ${alerts.map((alert) => html`<section class="alert alert--here"
        aria-label=${t("alert.here")}>${viewAlert(alert, state, act, whatNext(alert, chat, mine))}
      </section>`)}
    </div>
    <div class="side">
      <details class="brief" ?open=${wide}>
        <summary><h3>${t("brief.heading")}</h3></summary>
        <div class="brief__body" tabindex="0" role="group" aria-label=${t("brief.heading")}>${viewBrief(chat.info, state.now)}</div>
      </details>
      ${viewAsides(chat, state, act, mine, wide)}
    </div>
    <div class="chat__talk">
      <desk-log .chat=${chat} .now=${state.now} .events=${events}></desk-log>
      <p class="chat__typing" aria-hidden=${typing ? "false" : "true"}>
        ${typing ? t("chat.typing") : nothing}</p>
    </div>
    ${mine ? viewTools(chat, act) : nothing}
    ${viewComposer(chat, state, act)}
  </div>`)}`;
}

export function viewNoChat(state: State): TemplateResult {
  const waiting = state.board?.waiting.length ?? 0;
  return html`<div class="nochat">
    <h2 id="chat-heading" tabindex="-1">${t("nochat.heading")}</h2>
    <p class="quiet">${waiting === 0 ? t("nochat.quiet") : count("nochat.waiting", waiting)}</p>
  </div>`;
}
