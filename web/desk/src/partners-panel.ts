/** <waymark-partners>: the list of partner agencies, for leads and content editors. */
import { LitElement, html, nothing, type TemplateResult } from "lit";
import { LANGUAGES, NATIONS } from "./names";
import {
  confirmPartner, endPartner, listPartners, savePartner, type Partner, type PartnerList,
} from "./partners-api";
import { at, joined, label, t } from "./words";

const NEW = "new";
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const said = (date: string): string => day.format(new Date(`${date}T00:00:00Z`));

export class WaymarkPartners extends LitElement {
  static override properties = { role: {}, list: { state: true }, editing: { state: true },
    refusal: { state: true }, saved: { state: true } };

  declare role: string;
  declare list: PartnerList | null;
  /** The id of the partner whose form is open, or `new`. */
  declare editing: string;
  declare refusal: string | null;
  declare saved: string;

  constructor() {
    super();
    this.role = "";
    this.forget();
  }

  protected override createRenderRoot(): HTMLElement { return this; }

  private forget(): void {
    this.list = this.refusal = null;
    this.editing = this.saved = "";
  }

  private async load(): Promise<void> {
    const answer = await listPartners();
    this.refusal = typeof answer === "string" ? answer : null;
    if (typeof answer !== "string") this.list = answer;
  }

  private async open(): Promise<void> {
    this.querySelector("dialog")?.showModal();
    await this.load();
  }

  private async done(refused: string | null, name: string): Promise<void> {
    await this.load();
    this.refusal = refused ?? this.refusal;
    this.saved = refused === null ? t("partners.saved", { name }) : "";
    if (refused === null) this.editing = "";
  }

  private async save(event: SubmitEvent, one: Partner | null): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const of = (name: string): string => String(data.get(name) ?? "").trim();
    const body = {
      name: of("name"), region: of("region"), contact_name: of("contact_name"),
      contact_phone: of("contact_phone"), contact_email: of("contact_email"),
      purposes: data.getAll("purpose").map(String), nations: data.getAll("nation").map(String),
      language: of("language"), agreed_on: of("agreed_on") || null, review_by: of("review_by") || null,
      id: one?.id ?? null, version: one?.version ?? 0,
    };
    const answer = await savePartner(body);
    await this.done(typeof answer === "string" ? answer : null, body.name);
  }

  private viewForm(one: Partner | null): TemplateResult {
    const id = one?.id ?? NEW;
    const field = (name: "name" | "region" | "contact_name" | "contact_phone" | "contact_email", most: number, type = "text"): TemplateResult =>
      html`<div class="field"><label for="${name}-${id}">${label("partnerfield", name)}</label>
        <input id="${name}-${id}" name=${name} type=${type} maxlength=${most} autocomplete="off" ?required=${name === "name"}
          .value=${one?.[name] ?? ""}></div>`;
    const date = (name: "agreed_on" | "review_by"): TemplateResult => html`<div class="field">
      <label for="${name}-${id}">${label("partnerfield", name)}</label>
      <input id="${name}-${id}" name=${name} type="date" .value=${one?.[name] ?? ""}></div>`;
    return html`<form class="case__form" autocomplete="off" @submit=${(event: SubmitEvent) => void this.save(event, one)}>
      ${field("name", 120)}
      <fieldset><legend>${t("partners.purposes")}</legend>${Object.entries(this.list?.purposes ?? {}).map(([name, text]) => html`
        <label class="choice"><input type="checkbox" name="purpose" value=${name} ?checked=${one?.purposes.includes(name) ?? false}>
          <span .textContent=${text}></span></label>`)}</fieldset>
      <fieldset><legend>${t("partners.nations")}</legend>${NATIONS.map((name) => html`
        <label class="choice"><input type="checkbox" name="nation" value=${name} ?checked=${one?.nations.includes(name) ?? false}>
          <span>${label("nation", name)}</span></label>`)}</fieldset>
      ${field("region", 120)}
      <div class="field"><label for="language-${id}">${label("partnerfield", "language")}</label>
        <select id="language-${id}" name="language">${LANGUAGES.map((name) => html`
          <option value=${name} ?selected=${(one?.language ?? "en") === name}>${label("language", name)}</option>`)}</select></div>
      <div class="filter">${field("contact_name", 120)}${field("contact_phone", 40, "tel")}${field("contact_email", 200, "email")}</div>
      <div class="filter">${date("agreed_on")}${date("review_by")}</div>
      <p class="hint">${t("partners.confirm_hint")}</p>
      <div class="piece__acts"><button class="button button--main" type="submit">${t("partners.save")}</button>
        <button class="button" type="button" @click=${() => { this.editing = ""; }}>${t("dialog.cancel")}</button></div></form>`;
  }

  private viewPartner(one: Partner, purposes: PartnerList["purposes"]): TemplateResult {
    const good = one.standing === "good";
    const contact = [one.contact_name, one.contact_phone, one.contact_email].filter((text) => text !== "");
    const lead = this.role === "lead";
    return html`<li class="piece"><h3 .textContent=${one.name}></h3>
      <p class="piece__top"><span class="safe safe--${good ? "now" : "over"}">${label("agreement", one.standing)}</span>
        ${one.soon && good ? html`<strong>${t("partners.soon")}</strong>` : nothing}</p>
      <p>${joined(one.purposes.map((name) => purposes[name] ?? name))}</p>
      <p class="quiet">${joined([...one.nations.map((name) => label("nation", name)), ...(one.region ? [one.region] : []),
        label("language", one.language)])}</p>
      ${contact.length ? html`<p class="quiet" .textContent=${joined(contact)}></p>` : nothing}
      <p class="quiet">${one.agreed_on && one.review_by
        ? t("partners.dates", { from: said(one.agreed_on), until: said(one.review_by) }) : t("partners.no_dates")}
        ${one.confirmed_at ? t("partners.confirmed", { name: one.confirmed_by ?? t("case.gone"), time: at(one.confirmed_at, Date.now()) }) : nothing}</p>
      ${this.editing === one.id ? this.viewForm(one) : one.standing === "ended" ? nothing : html`<div class="piece__acts">
        <button class="button" type="button" @click=${() => { this.editing = one.id; this.saved = ""; }}>
          ${t("partners.change", { name: one.name })}</button>
        ${lead && ["unconfirmed", "future"].includes(one.standing) ? html`<button class="button button--main" type="button"
          @click=${async () => void this.done(await confirmPartner(one.id, one.version), one.name)}>${t("partners.confirm")}</button>` : nothing}
        <button class="button" type="button"
          @click=${async () => void this.done(await endPartner(one.id, one.version), one.name)}>${t("partners.end")}</button></div>`}
    </li>`;
  }

  protected override render(): TemplateResult {
    const { list } = this;
    return html`<button class="button button--quiet" type="button" @click=${() => void this.open()}>${t("partners.open")}</button>
      <dialog class="dialog dialog--wide" aria-labelledby="partners-heading" @close=${() => this.forget()}>
        <div class="pieces"><h2 id="partners-heading">${t("partners.heading")}</h2>
          <p class="quiet">${t("partners.lead")}</p>
          <p role="status">${list === null ? t("partners.loading") : this.saved}</p>
          ${this.refusal === null ? nothing
            : html`<p class="note note--bad" role="alert">${label("refusal", this.refusal)}</p>`}
          ${this.editing === NEW ? this.viewForm(null) : html`<div class="piece__acts"><button class="button" type="button"
            @click=${() => { this.editing = NEW; this.saved = ""; }}>${t("partners.add")}</button></div>`}
          <ul class="pieces__list" role="list" aria-label=${t("partners.heading")}>
            ${list?.partners.map((one) => this.viewPartner(one, list.purposes))}</ul>
          <div class="dialog__acts"><button class="button" type="button"
            @click=${() => this.querySelector("dialog")?.close()}>${t("content.close")}</button></div></div></dialog>`;
  }
}

customElements.define("waymark-partners", WaymarkPartners);
