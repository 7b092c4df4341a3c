/** <waymark-reminders>: what is to be done about referrals, on the board; and the second person's look. */
import { LitElement, html, nothing, type TemplateResult } from "lit";
import type { WaymarkCases } from "./cases-panel";
import { answerAs, lookAt, type AskedOf, type Ready } from "./partners-api";
import { viewPack, viewReady } from "./view-pack";
import type { Reminder } from "./wire";
import { at, label, t } from "./words";

export class WaymarkReminders extends LitElement {
  static override properties = { reminders: {}, asked: { state: true }, ready: { state: true },
    refusal: { state: true }, answered: { state: true } };

  declare reminders: readonly Reminder[];
  declare asked: AskedOf | null;
  declare ready: Ready | null;
  declare refusal: string | null;
  declare answered: boolean;
  private about: Reminder | null = null;

  constructor() {
    super();
    this.reminders = [];
    this.close();
  }

  protected override createRenderRoot(): HTMLElement { return this; }

  /** Nothing of it stays in the page. */
  private close(): void {
    this.asked = this.ready = this.refusal = null;
    this.answered = false;
    this.about = null;
  }

  private async look(one: Reminder): Promise<void> {
    if (one.what !== "second") {
      await document.querySelector<WaymarkCases>("waymark-cases")?.openAt(one.case);
      return;
    }
    this.close();
    this.about = one;
    this.querySelector("dialog")?.showModal();
    const answer = await lookAt(one.referral);
    if (typeof answer === "string") this.refusal = answer;
    else this.asked = answer.asked;
  }

  private async answer(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const agree = event.submitter?.getAttribute("value") === "yes";
    if (!this.about) return;
    const answer = await answerAs(this.about.referral, agree, String(new FormData(form).get("said") ?? "").trim());
    this.refusal = typeof answer === "string" ? answer : null;
    if (typeof answer === "string") return;
    this.answered = true;
    this.ready = "code" in answer ? answer : null;
  }

  private viewAsked(asked: AskedOf): TemplateResult {
    return html`<h3>${label("risk", asked.risk)}</h3>
      <p class="piece__text" .textContent=${asked.why}></p>
      <p>${t(asked.unsafe ? "refer.tell_no" : "refer.tell_yes")}</p>
      ${asked.unsafe ? html`<p class="piece__text" .textContent=${asked.unsafe}></p>` : nothing}
      ${viewPack(asked.blocks, t("refer.as_it_goes"))}
      <form class="case__form" autocomplete="off" @submit=${(event: SubmitEvent) => void this.answer(event)}>
        <div class="field"><label for="second-partner">${t("refer.second_said")}</label>
          <textarea id="second-partner" name="said" required maxlength="1000"></textarea></div>
        <div class="piece__acts"><button class="button button--main" type="submit" value="yes">${t("refer.second_yes")}</button>
          <button class="button" type="submit" value="no">${t("refer.second_no")}</button></div></form>`;
  }

  private viewDialog(): TemplateResult {
    return html`<dialog class="dialog dialog--wide" aria-labelledby="second-heading" @close=${() => this.close()}>
      <div class="pieces"><h2 id="second-heading">${t("refer.second_heading")}</h2>
        ${this.refusal === null ? nothing
          : html`<p class="note note--bad" role="alert">${label("refusal", this.refusal)}</p>`}
        ${this.ready ? viewReady(this.ready, false) : this.answered ? html`<p role="status">${t("refer.second_done")}</p>`
          : this.asked ? this.viewAsked(this.asked) : nothing}
        <div class="dialog__acts"><button class="button" type="button"
          @click=${() => this.querySelector("dialog")?.close()}>${t("case.shut")}</button></div></div></dialog>`;
  }

  protected override render(): TemplateResult {
    const { reminders } = this;
    return html`${reminders.length === 0 ? nothing : html`<section class="panel panel--asked" aria-labelledby="reminders-heading">
      <h2 id="reminders-heading" class="panel__heading">${t("reminder.heading")}
        <span class="count">${reminders.length}</span></h2>
      <ul class="rows" role="list" aria-label=${t("reminder.heading")}>${reminders.map((one) => html`
        <li class="row row--asked"><p class="row__why" id="reminder-${one.referral}">${label("reminded", one.what)}</p>
          <p class="row__facts">${one.reference} · <span .textContent=${one.name}></span>
            · ${t("reminder.since", { time: at(one.since, Date.now()) })}</p>
          <div class="row__foot"><button class="button" type="button" aria-describedby="reminder-${one.referral}"
            @click=${() => void this.look(one)}>${t(one.what === "second" ? "reminder.look" : "reminder.open")}</button></div>
        </li>`)}</ul></section>`}
      ${this.viewDialog()}`;
  }
}

customElements.define("waymark-reminders", WaymarkReminders);
