/**
 * <desk-picker>: a list to search as one types, in a dialog: replies to put into the message box, or
 * services to send as a card. Down goes from the search to the list, Enter takes the first that fits.
 */
import { LitElement, html, nothing, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import { repeat } from "lit/directives/repeat.js";
import { show } from "./dialog";
import { listReplies, listServices, matches, type Reply, type Service } from "./replies-api";
import type { ChatState } from "./wire";
import { count, joined, label, t } from "./words";

export interface PickerEvents {
  /** Words for the message box, to be changed before they are sent. */
  insert(text: string): void;
  /** A service, by its name in the directory. False when there is no line. */
  sendCard(ref: string, name: string): boolean;
  close(): void;
}

/** How many are drawn; the search finds the others. */
const MOST = 60;

interface Shown { id: string; group: string; text: string; facts: string; found: string; take(): void }

export class DeskPicker extends LitElement {
  static override properties = {
    kind: { attribute: false }, info: { attribute: false }, events: { attribute: false },
    query: { state: true }, all: { state: true }, refusal: { state: true },
  };

  declare kind: "replies" | "services";
  declare info: ChatState;
  declare events: PickerEvents;
  declare query: string;
  declare all: Shown[] | null;
  declare refusal: string | null;

  constructor() {
    super();
    this.query = "";
    this.all = null;
    this.refusal = null;
  }

  protected override createRenderRoot(): HTMLElement { return this; }

  protected override firstUpdated(): void { void this.load(); }

  private async load(): Promise<void> {
    if (this.kind === "replies") {
      const answer = await listReplies(this.info);
      if (answer.ok) this.all = answer.all.map((one) => this.reply(one));
      else this.refusal = answer.code;
    } else {
      const answer = await listServices(this.info);
      if (answer.ok) this.all = answer.all.map((one) => this.service(one));
      else this.refusal = answer.code;
    }
  }

  private reply(one: Reply): Shown {
    const facts = [
      one.draft ? t("pick.draft") : t("pick.approved"),
      t("pick.source", { source: one.source, checked: one.checked, due: one.due }),
    ];
    if (one.language !== this.info.language) facts.push(label("language", one.language));
    return {
      id: one.id, group: one.topic, text: one.text, facts: joined(facts),
      found: `${one.topic} ${one.text}`,
      take: () => { this.close(); this.events.insert(one.text); },
    };
  }

  private service({ card, fits, needs }: Service): Shown {
    const field = (name: string): string => typeof card[name] === "string" ? card[name] : "";
    const ways = [field("phone"), field("text"), field("web"), field("hours")].filter(Boolean);
    const text = [card.name, joined(ways), field("note")].filter(Boolean).join("\n");
    return {
      id: card.ref, group: t(fits ? "pick.fits" : "pick.elsewhere"), text,
      facts: t("pick.checked", { checked: field("checked") }),
      found: `${text} ${needs.join(" ")}`,
      take: () => { if (this.events.sendCard(card.ref, card.name)) this.close(); else this.refusal = "no_connection"; },
    };
  }

  private get shown(): Shown[] {
    const fitting = (this.all ?? []).filter(({ found }) => matches(found, this.query));
    // What holds the words as they were typed comes before what holds them somewhere.
    const phrase = this.query.trim().toLowerCase();
    const whole = (one: Shown): boolean => one.found.toLowerCase().includes(phrase);
    return phrase === "" ? fitting
      : [...fitting.filter(whole), ...fitting.filter((one) => !whole(one))];
  }

  private close(): void { this.querySelector("dialog")?.close(); }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      this.querySelector<HTMLElement>(".pick")?.focus();
    }
  }

  private onListKey(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const all = [...this.querySelectorAll<HTMLElement>(".pick")];
    const next = all[all.indexOf(event.target as HTMLElement) + step];
    if (next) next.focus();
    else if (step < 0) this.querySelector<HTMLElement>("input")?.focus();
  }

  private viewOne(one: Shown, before: Shown | undefined): TemplateResult {
    // Once something is searched for, the best comes first and headings would only scatter it.
    return html`${this.query.trim() !== "" || before?.group === one.group ? nothing
      : html`<li class="picks__group"><h3>${one.group}</h3></li>`}
      <li><button class="pick" type="button" @click=${() => one.take()}>
        <span class="pick__text" .textContent=${one.text}></span>
        <span class="pick__facts">${one.facts}</span>
      </button></li>`;
  }

  protected override render(): TemplateResult {
    const { kind, shown } = this;
    const drawn = shown.slice(0, MOST);
    const replies = kind === "replies";
    return html`<dialog class="dialog dialog--wide" aria-labelledby="pick-heading" ${ref(show)}
        @close=${() => this.events.close()}>
      <form class="picks" autocomplete="off" @submit=${(event: Event) => {
        event.preventDefault();
        shown[0]?.take();
      }}>
        <h2 id="pick-heading">${t(replies ? "pick.replies" : "pick.services")}</h2>
        <p class="quiet" id="pick-lead">${t(replies ? "pick.replies_lead" : "pick.services_lead")}</p>
        <div class="field"><label for="pick-search">${t("pick.search")}</label>
          <input id="pick-search" type="search" autocomplete="off" autofocus
            aria-describedby="pick-lead" .value=${this.query} @keydown=${(e: KeyboardEvent) => this.onKey(e)}
            @input=${(e: Event) => { this.query = (e.currentTarget as HTMLInputElement).value; }}></div>
        <p class="quiet" role="status">${this.refusal !== null ? label("refusal", this.refusal)
          : this.all === null ? t("pick.loading") : count("pick.found", shown.length)}</p>
        <ul class="picks__list" @keydown=${(event: KeyboardEvent) => this.onListKey(event)}>
          ${repeat(drawn, (one) => one.id, (one, n) => this.viewOne(one, drawn[n - 1]))}</ul>
        <div class="dialog__acts"><button class="button" type="button"
          @click=${() => this.close()}>${t("dialog.cancel")}</button></div>
      </form>
    </dialog>`;
  }
}

customElements.define("desk-picker", DeskPicker);
