/** <waymark-second>: overrides that wait for a second person, on the board; and that person's look. */
import { LitElement, html, nothing, type TemplateResult } from "lit";
import { ask } from "./ask-server";
import type { AloneOften, OverrideAsked } from "./wire";
import { at, label, t } from "./words";

/** What the second person is asked about. `reason`: null once the chat is erased. */
interface Asked {
  risk: string;
  told: boolean;
  by: string | null;
  alone: boolean;
  reason: string | null;
  telling_is_unsafe: string | null;
  cannot_wait: string | null;
}

export class WaymarkSecond extends LitElement {
  static override properties = { asked: {}, often: {}, now: {}, about: { state: true }, refusal: { state: true },
    done: { state: true } };

  declare asked: readonly OverrideAsked[];
  declare often: readonly AloneOften[];
  declare now: number;
  declare about: Asked | null;
  declare refusal: string | null;
  /** What to say once it is answered. */
  declare done: "standsfor.opened" | "standsfor.kept" | null;
  private which = "";

  constructor() {
    super();
    this.asked = this.often = [];
    this.now = Date.now();
    this.close();
  }

  protected override createRenderRoot(): HTMLElement { return this; }

  /** Nothing of it stays in the page. */
  private close(): void {
    this.about = this.refusal = this.done = null;
    this.which = "";
  }

  private async look(one: OverrideAsked): Promise<void> {
    this.close();
    this.which = one.override;
    this.querySelector("dialog")?.showModal();
    const answer = await ask<{ asked: Asked }>(`/api/overrides/${one.override}/look`, {});
    if (typeof answer === "string") this.refusal = answer;
    else this.about = answer.asked;
  }

  private async answer(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const agree = event.submitter?.getAttribute("value") === "yes";
    const field = this.querySelector<HTMLTextAreaElement>("#second-override");
    if (!field || !this.about) return;
    field.setCustomValidity(field.value.trim() === "" ? t("override.write") : "");
    if (!field.reportValidity()) return;
    const answer = await ask<{ open: boolean }>(`/api/overrides/${this.which}/answer`,
      { agree, said: field.value.trim() });
    this.refusal = typeof answer === "string" ? answer : null;
    if (typeof answer !== "string") this.done = answer.open && !this.about.alone ? "standsfor.opened" : "standsfor.kept";
  }

  private viewAbout(about: Asked): TemplateResult {
    const name = about.by ?? label("role", "lead");
    return html`<p>${t(about.alone ? "standsfor.lead_alone" : "standsfor.lead", { name })}</p>
      <h3>${label("risk", about.risk)}</h3>
      ${about.reason === null ? html`<p>${t("standsfor.gone", { name })}</p>`
        : html`<p class="piece__text" .textContent=${about.reason}></p>`}
      ${about.cannot_wait === null ? nothing : html`<h3>${t("override.cannot_wait")}</h3>
        <p class="piece__text" .textContent=${about.cannot_wait}></p>`}
      <p>${t(about.told ? "standsfor.tells" : "standsfor.tells_not")}</p>
      ${about.telling_is_unsafe === null ? nothing : html`<h3>${t("override.unsafe")}</h3>
        <p class="piece__text" .textContent=${about.telling_is_unsafe}></p>`}
      <form class="case__form" autocomplete="off" @submit=${(event: SubmitEvent) => void this.answer(event)}>
        <div class="field"><label for="second-override">${t("standsfor.said")}</label>
          <textarea id="second-override" name="said" required maxlength="1000" autocomplete="off"
            @input=${(event: Event) => (event.currentTarget as HTMLTextAreaElement).setCustomValidity("")}></textarea></div>
        <div class="piece__acts">
          <button class="button button--main" type="submit" value="yes">
            ${t(about.alone ? "standsfor.stands" : "standsfor.yes")}</button>
          <button class="button" type="submit" value="no">${t(about.alone ? "standsfor.ends" : "standsfor.no")}</button>
        </div></form>`;
  }

  private viewDialog(): TemplateResult {
    return html`<dialog class="dialog" aria-labelledby="override-second-heading" @close=${() => this.close()}>
      <div class="pieces"><h2 id="override-second-heading">${t("standsfor.heading")}</h2>
        ${this.refusal === null ? nothing
          : html`<p class="note note--bad" role="alert">${label("refusal", this.refusal)}</p>`}
        ${this.done ? html`<p role="status">${t(this.done)}</p>`
          : this.about ? this.viewAbout(this.about) : nothing}
        <div class="dialog__acts"><button class="button" type="button"
          @click=${() => this.querySelector("dialog")?.close()}>${t("case.shut")}</button></div></div></dialog>`;
  }

  private viewRow(one: OverrideAsked): TemplateResult {
    const name = one.by ?? label("role", "lead");
    return html`<li class="row row--asked">
      <p class="row__why" id="override-${one.override}">
        ${t(one.what === "asked" ? "standsfor.asked" : "standsfor.alone", { name })}</p>
      <p class="row__facts">${label("risk", one.risk)} · ${t("reminder.since", { time: at(one.since, this.now) })}
        ${one.overdue ? html`<strong class="overdue">${t("standsfor.overdue")}</strong>` : nothing}</p>
      <div class="row__foot"><button class="button" type="button" aria-describedby="override-${one.override}"
        @click=${() => void this.look(one)}>${t("reminder.look")}</button></div></li>`;
  }

  private viewOften(one: AloneOften): TemplateResult {
    return html`<li class="row row--asked"><p class="row__why">
        ${t("standsfor.often", { name: one.by ?? label("role", "lead"), n: one.number })}</p>
      <p class="row__facts">${t("standsfor.often_hint", { time: at(one.since, this.now) })}</p></li>`;
  }

  protected override render(): TemplateResult {
    const n = this.asked.length + this.often.length;
    return html`${n === 0 ? nothing : html`
      <section class="panel panel--asked" aria-labelledby="override-asked-heading">
        <h2 id="override-asked-heading" class="panel__heading">${t("standsfor.heading")}
          <span class="count">${n}</span></h2>
        <ul class="rows" role="list" aria-label=${t("standsfor.heading")}>
          ${this.asked.map((one) => this.viewRow(one))}
          ${this.often.map((one) => this.viewOften(one))}</ul></section>`}
      ${this.viewDialog()}`;
  }
}

customElements.define("waymark-second", WaymarkSecond);
