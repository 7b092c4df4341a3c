/** Beside the chat, never in it: notes for whoever has it, and whispers between worker and leads. */
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Controller } from "./controller";
import type { Aside, Chat, State } from "./state";
import { at, count, t } from "./words";

/** The longest note or whisper, in characters. */
const LONGEST = 2_000;

function viewAside(one: Aside, now: number): TemplateResult {
  const by = one.by ?? t("aside.somebody");
  const head = t(one.kind === "whisper" ? "aside.whisper_by" : "aside.note_by", { by });
  return html`<li class="aside aside--${one.kind}">
    <p class="aside__head"><strong .textContent=${head}></strong>
      <time datetime=${one.at}>${at(one.at, now)}</time></p>
    <p class="aside__text" .textContent=${one.text}></p>
  </li>`;
}

/** `mine`: the worker has this chat; else a lead reads it, who can whisper and not note. */
export function viewAsides(chat: Chat, state: State, act: Controller, mine: boolean,
  wide: boolean): TemplateResult {
  const lead = state.worker?.role === "lead";
  const whisper = chat.asideKind === "whisper";
  const submit = (event: Event): void => { event.preventDefault(); act.tools.writeAside(chat); };
  const kind = (event: Event): void => {
    chat.asideKind = (event.currentTarget as HTMLInputElement).value === "whisper" ? "whisper" : "note";
    act.redraw();
  };
  return html`<details class="brief asides" ?open=${wide || chat.asides.some((one) => one.kind === "whisper" && !one.mine)}>
    <summary><h3>${count("aside.heading", chat.asides.length)}</h3></summary>
    <div class="brief__body" tabindex="0" role="group" aria-label=${t("aside.list")}>
      <p class="quiet">${t("aside.lead")}</p>
      <ul class="asides__list" role="list" aria-label=${t("aside.list")}>
        ${chat.asides.map((one) => viewAside(one, state.now))}</ul>
      <form class="asides__form" autocomplete="off" @submit=${submit}>
        ${mine ? html`<fieldset class="asides__kind">
          <legend class="unseen">${t("aside.kind")}</legend>
          <label><input type="radio" name="aside-kind" value="note" .checked=${live(!whisper)}
            @change=${kind}><span>${t("aside.note")}</span></label>
          <label><input type="radio" name="aside-kind" value="whisper" .checked=${live(whisper)}
            @change=${kind}><span>${t(lead ? "aside.to_leads_too" : "aside.to_leads")}</span></label>
        </fieldset>` : nothing}
        <div class="field"><label for="aside-text">${t(!mine ? "aside.to_worker"
          : whisper ? "aside.write_whisper" : "aside.write_note")}</label>
          <textarea id="aside-text" rows="2" autocomplete="off" maxlength=${LONGEST}
            aria-keyshortcuts="F9" .value=${live(chat.asideDraft)} ?disabled=${chat.asideSent !== null}
            @input=${(event: Event) => {
              chat.asideDraft = (event.currentTarget as HTMLTextAreaElement).value;
            }}></textarea></div>
        <button class="button" type="submit" ?disabled=${chat.asideSent !== null}>
          ${t("aside.save")}</button>
      </form>
    </div>
  </details>`;
}
