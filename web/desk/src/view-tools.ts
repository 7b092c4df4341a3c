/** The row of tools above the message box, and what was arranged in this chat. */
import { html, nothing, type TemplateResult } from "lit";
import type { Controller } from "./controller";
import type { Chat, State } from "./state";
import { viewAskStillYou } from "./view-still-you";
import { at, t } from "./words";

/** What holds in this chat just now: a pause, a colleague asked, a raised hand. */
export function viewArranged(chat: Chat, state: State, act: Controller, mine: boolean,
): TemplateResult | typeof nothing {
  const { info, conversation } = chat;
  if (!info) return nothing;
  const paused = info.paused_until !== null && Date.parse(info.paused_until) > state.now;
  const { offered } = info;
  const handUp = info.hand_up_at !== null;
  if (!paused && !offered && !handUp) return nothing;
  const lead = state.worker?.role === "lead" && !mine;
  return html`<div class="arranged" role="note" aria-label=${t("tools.arranged")}>
    ${paused ? html`<p>${t("tools.paused", { time: at(info.paused_until ?? "", state.now) })}</p>` : nothing}
    ${offered ? html`<p>${t("tools.offered", { name: offered.to, time: at(offered.until, state.now) })}
      ${mine ? html`<button class="button" type="button"
        @click=${() => act.tools.offerOver(conversation)}>${t("tools.withdraw")}</button>` : nothing}</p>`
      : nothing}
    ${handUp ? html`<p>${t(lead ? "tools.hand_wanted" : "tools.hand_up")}
      <button class="button" type="button" @click=${() => act.tools.hand(conversation, false)}>
        ${t(lead ? "tools.hand_seen" : "tools.hand_down")}</button></p>` : nothing}
  </div>`;
}

export function viewTools(chat: Chat, act: Controller): TemplateResult | typeof nothing {
  const { info, conversation } = chat;
  if (!info) return nothing;
  const closed = !info.can_send;
  const asks = (kind: "replies" | "services" | "pass") => (): void =>
    act.ask({ kind, id: conversation });
  return html`<div class="tools" role="group" aria-label=${t("tools.name")}>
    <button class="button button--tool" type="button" aria-keyshortcuts="F4" ?disabled=${closed}
      @click=${asks("replies")}>${t("tools.replies")}</button>
    <button class="button button--tool" type="button" aria-keyshortcuts="F8" ?disabled=${closed}
      @click=${asks("services")}>${t("tools.services")}</button>
    <button class="button button--tool" type="button"
      ?disabled=${closed || info.paused_until !== null}
      @click=${() => act.tools.pause(conversation)}>${t("tools.pause")}</button>
    <button class="button button--tool" type="button" ?disabled=${info.hand_up_at !== null}
      @click=${() => act.tools.hand(conversation, true)}>${t("tools.hand")}</button>
    ${viewAskStillYou(chat, act)}
    <button class="button button--tool" type="button" ?disabled=${closed}
      @click=${asks("pass")}>${t("tools.pass")}</button>
  </div>`;
}
