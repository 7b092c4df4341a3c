/** The left of the board: alerts not yet reviewed, and this worker's own chats. */
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import "./alerts-list";
import type { Controller } from "./controller";
import { longestOwed } from "./keys";
import { reasonsOf } from "./notices";
import type { Chat, State } from "./state";
import { viewWords } from "./veil";
import { viewLife } from "./view-life";
import { viewOwnLimit } from "./view-limits";
import { viewOpenButton } from "./view-override";
import type { Alert, Row } from "./wire";
import { at, count, label, t, waited } from "./words";

/** Audience, nation and language as quiet facts; what is not known is left out. */
export function facts(of: Pick<Row, "audience" | "nation" | "language">): string {
  const parts = [label("audience", of.audience)];
  if (of.nation !== null) parts.push(label("nation", of.nation));
  parts.push(label("language", of.language));
  return parts.join(" · ");
}

export function panel(id: string, heading: string, n: number, list: TemplateResult): TemplateResult {
  return html`<section class="panel panel--${id}" aria-labelledby="${id}-heading">
    <h2 id="${id}-heading" class="panel__heading" tabindex="-1">${heading}
      <span class="count" data-n=${n}>${n}</span></h2>
    ${list}
  </section>`;
}

function whose(alert: Alert, state: State): string {
  if (alert.conversation === null) return t("alert.chat_over");
  const chat = state.chats.get(alert.conversation);
  return chat ? t("alert.in_chat", { mark: chat.mark }) : label("owner", alert.owner);
}

/** One alert, in the list or (`here`: what the worker is told there) above its own chat. */
export function viewAlert(alert: Alert, state: State, act: Controller, here = ""): TemplateResult {
  const id = `${here === "" ? "alert" : "here"}-${alert.id}`;
  const open = here === "" && alert.conversation !== null && alert.conversation === state.selected;
  return html`<div class="alert__top">
      <div>
        <p class="alert__kind" id=${id}><span class="alert__sign" aria-hidden="true"></span>
          ${label("alert", alert.kind)}</p>
        <p class="alert__meta"><time datetime=${alert.at}>${at(alert.at, state.now)}</time>
          · ${here === "" ? whose(alert, state) : here}${alert.overdue
            ? html` <strong class="overdue">${t("alert.overdue")}</strong>` : nothing}</p>
      </div>
      <button class="button" type="button" aria-describedby=${id}
        @click=${() => act.ask({ kind: "review", id: alert.id })}>${t("alert.review")}</button>
    </div>
    ${alert.excerpt && !open
      ? html`<blockquote class="alert__words">${viewWords(alert.excerpt, alert.graphic)}</blockquote>`
      : nothing}
    ${viewLife(alert.life, state.now)}`;
}

/** On a phone the lists begin below the bar: the gravest alert, and the way to review it, stays in sight above them. */
export function viewFirstAlert(state: State, act: Controller): TemplateResult | typeof nothing {
  const [alert] = state.board?.alerts ?? [];
  const n = state.board?.alerts.length ?? 0;
  if (!alert) return nothing;
  return html`<section class="firstalert" aria-labelledby="first-alert">
    <p id="first-alert"><span class="alert__sign" aria-hidden="true"></span>
      <span>${t("alert.first", { kind: label("alert", alert.kind) })}${n > 1 ? html` · ${count("title.alerts", n)}` : nothing}</span></p>
    <button class="button" type="button" aria-describedby="first-alert"
      @click=${() => act.ask({ kind: "review", id: alert.id })}>${t("alert.review")}</button>
  </section>`;
}

export function viewAlerts(state: State, act: Controller): TemplateResult {
  const alerts = state.board?.alerts ?? [];
  return panel("alerts", t("alert.heading"), alerts.length, html`
    ${state.worker?.role === "lead" ? html`<waymark-alerts class="panel__tool"></waymark-alerts>`
      : nothing}
    <ul class="rows" role="list" aria-label=${t("alert.heading")}>
      ${repeat(alerts, (alert) => alert.id, (alert) => html`<li class="row alert">
        ${viewAlert(alert, state, act)}${leadMayRead(alert, state) ? html`
          <button class="button button--quiet" type="button"
            @click=${() => act.select(alert.conversation)}>${t("alert.read_chat")}</button>`
          : nothing}
        ${viewOpenButton(alert.conversation, alert.owner, state, act)}</li>`)}
    </ul>
    ${alerts.length > 0 ? nothing : html`<p class="empty">${t("alert.none")}</p>`}`);
}

function leadMayRead(alert: Alert, state: State): boolean {
  return state.worker?.role === "lead" && alert.conversation !== null
    && !state.chats.has(alert.conversation);
}

function mineRow(chat: Chat, row: Row | undefined, state: State, act: Controller): TemplateResult {
  const open = state.selected === chat.conversation;
  const longest = (state.board?.mine.length ?? 0) > 1 && longestOwed(state) === chat.conversation;
  const alerts = state.board?.alerts.filter((one) => one.conversation === chat.conversation) ?? [];
  const left = (chat.info?.left ?? null) !== null || row?.left === true;
  return html`<li>
    <button class="mine" type="button" aria-current=${open ? "true" : nothing}
      @click=${() => act.select(chat.conversation)}>
      <span class="mark" aria-hidden="true">${chat.mark}</span>
      <span class="mine__text">
        <span class="mine__name">${t("chat.name", { mark: chat.mark })}</span>
        <span class="row__facts">${row ? reasonsOf(row) : t("mine.reading")}</span>
        ${left ? html`<span class="mine__left">${t("mine.left")}</span>` : nothing}
        ${alerts.some(({ kind }) => kind === "someone_else_typing")
          ? html`<span class="mine__alert">${t("mine.safe_word")}</span>` : nothing}
        ${row?.owed_since && !left ? html`<span class="mine__owed ${longest ? "mine__owed--longest" : ""}">
          ${t(longest ? "mine.owed_longest" : "mine.owed", { time: waited(row.owed_since, state.now) })}
        </span>` : nothing}
        ${chat.draft !== "" && !open ? html`<span class="row__facts">${t("mine.draft")}</span>` : nothing}
        ${alerts.length > 0 ? html`<span class="mine__alert">${count("mine.alerts", alerts.length)}</span>`
          : nothing}
        ${chat.typingUntil > state.now ? html`<span class="row__facts">${t("chat.typing")}</span>`
          : nothing}
      </span>
      ${chat.unread > 0 ? html`<span class="unread">${count("mine.unread", chat.unread)}</span>`
        : nothing}
    </button>
  </li>`;
}

export function viewMine(state: State, act: Controller): TemplateResult {
  const rows = new Map(state.board?.mine.map((row) => [row.conversation, row]));
  const chats = [...state.chats.values()];
  return panel("mine", t("mine.heading"), chats.length, html`
    ${viewOwnLimit(state, act)}
    <ul class="rows rows--close" role="list" aria-label=${t("mine.heading")}>
      ${repeat(chats, (chat) => chat.conversation,
        (chat) => mineRow(chat, rows.get(chat.conversation), state, act))}
    </ul>
    ${chats.length > 0 ? nothing : html`<p class="empty">${t("mine.none")}</p>`}`);
}
