/** The whole board: the bar, what is wrong with the line if anything is, lists, and a chat. */
import { html, nothing, type TemplateResult } from "lit";
import "./assessing-panel";
import "./content-list";
import "./own-settings";
import "./rota-view";
import "./security-panel";
import "./figures-view";
import "./cases-panel";
import "./intelligence-view";
import "./team-list";
import type { Controller } from "./controller";
import { canNotify } from "./notices";
import "./partners-panel";
import "./rehearsal";
import "./reminders";
import "./said";
import "./second-person";
import type { State } from "./state";
import { viewAsked } from "./view-asked";
import { viewChat, viewNoChat } from "./view-chat";
import { viewDialog } from "./view-dialogs";
import { viewDue } from "./view-due";
import { viewLookAgain } from "./view-look-again";
import { viewRest } from "./view-rest";
import { viewAlerts, viewFirstAlert, viewMine } from "./view-lists";
import { viewWaiting } from "./view-waiting";
import { count, label, t } from "./words";

export interface BoardEvents {
  signOut(): void;
  askToNotify(): void;
  setSound(on: boolean): void;
}

const NONE = {};

function viewPresence(state: State): TemplateResult {
  const presence = state.board?.presence;
  if (!presence) return html`<p class="bar__presence">${t("bar.loading")}</p>`;
  return html`<p class="bar__presence">
    <span class="dot ${presence.open_now ? "dot--on" : ""}" aria-hidden="true"></span>
    ${t(presence.open_now ? "bar.open" : "bar.closed")} · ${count("bar.on_shift", presence.on_shift)}
  </p>`;
}

function viewBar(state: State, act: Controller, events: BoardEvents): TemplateResult {
  const mayAsk = canNotify() && Notification.permission === "default";
  return html`<div class="bar">
    <h1 class="brand"><span class="brand__mark" aria-hidden="true"></span>${t("page.brand")}</h1>
    ${viewPresence(state)}
    <label class="switch">
      <input type="checkbox" role="switch" .checked=${state.available}
        @change=${(event: Event) => act.setAvailable((event.currentTarget as HTMLInputElement).checked)}>
      <span class="switch__track" aria-hidden="true"></span>
      <span>${t("bar.available")}</span>
    </label>
    <div class="bar__tools">
      <button class="button button--quiet bar__sound" type="button" aria-pressed=${String(state.sound)}
        @click=${() => events.setSound(!state.sound)}>
        <span class="tick" aria-hidden="true"></span>${t("bar.sound")}</button>
      ${mayAsk ? html`<button class="button button--quiet bar__notify" type="button"
        @click=${() => events.askToNotify()}>${t("bar.notify")}</button>` : nothing}
      <span class="bar__own"><button class="button button--quiet bar__keys" type="button"
          aria-keyshortcuts="Control+/"
          @click=${() => act.ask({ kind: "keys", id: "" })}>${t("bar.keys")}</button>
        <waymark-cases .role=${state.worker?.role ?? ""}
          .answered=${state.board?.cases?.answered ?? NONE}></waymark-cases>
        ${state.worker?.role === "lead" ? html`
        <waymark-team></waymark-team><waymark-content></waymark-content>
        <waymark-figures></waymark-figures><waymark-intelligence></waymark-intelligence>
        <waymark-partners .role=${"lead"}></waymark-partners>` : nothing}
        <waymark-own .role=${state.worker?.role ?? ""}></waymark-own>
        <waymark-rota .role=${state.worker?.role ?? ""}></waymark-rota>
        <waymark-security .role=${state.worker?.role ?? ""}></waymark-security></span>
      <span class="bar__worker"><span .textContent=${state.worker?.name ?? ""}></span>
        <span class="quiet">${state.worker ? label("role", state.worker.role) : nothing}</span></span>
      <button class="button button--quiet bar__out" type="button"
        @click=${() => events.signOut()}>
        ${t("bar.sign_out")}</button>
    </div>
  </div>`;
}

function viewLine(state: State, act: Controller): TemplateResult {
  const lost = state.connection === "lost";
  const seconds = Math.max(0, Math.ceil((state.retryAt - state.now) / 1_000));
  // The countdown stands outside the live region: it would be read out each second.
  return html`<div class=${lost ? "line line--lost" : "line"}>
    <p role="status">${lost ? html`<strong>${t("line.lost")}</strong> ${t("line.kept")}` : nothing}</p>
    ${lost ? html`<p class="line__next">
        ${seconds > 0 ? count("line.retry", seconds) : t("line.trying")}</p>
      <button class="button" type="button" @click=${() => act.tryNow()}>${t("line.try_now")}</button>`
    : nothing}
  </div>`;
}

function viewNotice(state: State, act: Controller): TemplateResult | typeof nothing {
  const { notice } = state;
  if (notice === null) return nothing;
  // Spoken by the live regions below, so this one is silent.
  return html`<div class="notice ${notice.tone === "bad" ? "notice--bad" : ""}">
    <p .textContent=${notice.text}></p>
    <button class="button button--quiet" type="button" @click=${() => act.dismiss()}>
      ${t("notice.dismiss")}</button>
  </div>`;
}

export function viewBoard(state: State, act: Controller, events: BoardEvents,
  wide: boolean): TemplateResult {
  const chat = state.chats.get(state.selected ?? "");
  return html`<a class="skip" href="#chat" @click=${(event: Event) => {
      event.preventDefault();
      document.querySelector<HTMLElement>("#chat-heading")?.focus();
    }}>${t("page.skip")}</a>
  <div class="desk ${chat ? "desk--chat" : ""}">
    <header>
      ${viewBar(state, act, events)}
      <waymark-rehearsal></waymark-rehearsal>
      ${viewLine(state, act)}
      ${viewNotice(state, act)}
      ${viewRest(state, act)}
    </header>
    ${viewFirstAlert(state, act)}
    <main class="board">
      <div class="lists">
        ${viewAlerts(state, act)}
        ${viewAsked(state, act)}
        <waymark-second .asked=${state.board?.overrides ?? []}
          .often=${state.board?.alone_often ?? []} .now=${state.now}></waymark-second>
        ${viewDue(state)}
        ${viewLookAgain(state)}
        <waymark-reminders .reminders=${state.board?.reminders ?? []}></waymark-reminders>
        ${viewMine(state, act)}
        ${viewWaiting(state, act)}
      </div>
      <div class="stage" id="chat">
        ${chat ? viewChat(chat, state, act, wide) : viewNoChat(state)}</div>
    </main>
  </div>
  <waymark-said .polite=${state.polite} .assertive=${state.assertive}></waymark-said>
  ${viewDialog(state, act)}
  <waymark-assessment></waymark-assessment>`;
}
