/** <waymark-intelligence>: patterns of a quarter, for leads to share. Numbers only, small ones withheld. */
import { LitElement, html, nothing, type TemplateResult } from "lit";
import { ask } from "./ask-server";
import { viewBars, type Bar } from "./charts";
import "./confirm-who";
import type { WaymarkConfirm } from "./confirm-who";
import { label, t } from "./words";

type Cells = Readonly<Record<string, number | null>>;
interface Counted { name: string; cells: Cells; total: number | null }
/** What has a row for each nation, and what its names are called by. */
const BY_NATION = { methods: "reason", platforms: "platform", places: "placekind" } as const;
type ByNation = keyof typeof BY_NATION;
const KINDS = ["methods", "platforms", "places"] as const;
const HEADINGS = { methods: "patterns.methods", platforms: "patterns.platforms", places: "patterns.places" } as const;
/** What stands over the names of a table's rows. */
const NAMED = { methods: "patterns.kind", platforms: "patterns.platform", places: "patterns.place" } as const;

/** As `GET /api/intelligence` gives it (docs/desk-protocol.md). null: withheld. */
interface Patterns {
  quarter: string;
  quarters: string[];
  fewest: number;
  methods: Counted[];
  platforms: Counted[];
  places: Counted[];
  chats: number | null;
  nations: Cells;
  weekdays: Cells;
  parts: Cells;
}

/** The file, or why not: taking it along asks for a fresh proof of who it is. */
async function table(quarter: string): Promise<{ file?: Blob; error?: { code?: string } }> {
  try {
    const response = await fetch(`/api/intelligence.csv?quarter=${quarter}`, { credentials: "same-origin", cache: "no-store" });
    if (response.ok) return { file: await response.blob() };
    return (await response.json()) as { error?: { code?: string } };
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return { error: { code: "no_connection" } };
    throw error;
  }
}

const place = (name: string): string => name === "" ? t("patterns.not_said") : label("nation", name);

export class WaymarkIntelligence extends LitElement {
  static override properties = { patterns: { state: true }, refusal: { state: true } };

  declare patterns: Patterns | null;
  declare refusal: string | null;

  constructor() {
    super();
    this.patterns = this.refusal = null;
  }

  protected override createRenderRoot(): HTMLElement { return this; }

  private async load(quarter?: string): Promise<void> {
    const answer = await ask<Patterns>(`/api/intelligence${quarter ? `?quarter=${quarter}` : ""}`);
    this.refusal = typeof answer === "string" ? answer : null;
    if (typeof answer !== "string") this.patterns = answer;
  }

  private async download(): Promise<void> {
    const { patterns } = this;
    const confirm = this.querySelector<WaymarkConfirm>("waymark-confirm");
    if (!patterns || !confirm) return;
    const answer = await confirm.run(() => table(patterns.quarter));
    this.refusal = answer.error?.code ?? null;
    if (!answer.file) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(answer.file);
    link.download = `waymark-patterns-${patterns.quarter}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  private viewTable(patterns: Patterns, kind: ByNation): TemplateResult | typeof nothing {
    if (patterns[kind].length === 0) return nothing;
    const places = Object.keys(patterns.nations);
    const shown = (number: number | null | undefined): string | number => number ?? t("patterns.withheld");
    const heading = label("patternkind", kind);
    return html`<div class="patterns__table" tabindex="0" role="region" aria-label=${heading}><table>
      <caption>${heading}</caption>
      <thead><tr><th scope="col">${t(NAMED[kind])}</th>${places.map((name) => html`<th scope="col">${place(name)}</th>`)}
        <th scope="col">${t("patterns.all")}</th></tr></thead>
      <tbody>${patterns[kind].map((one) => html`<tr><th scope="row">${label(BY_NATION[kind], one.name)}</th>
        ${places.map((name) => html`<td>${shown(one.cells[name])}</td>`)}<td><strong>${shown(one.total)}</strong></td></tr>`)}</tbody>
    </table></div>`;
  }

  private viewPatterns(patterns: Patterns): TemplateResult {
    const held = t("patterns.withheld");
    const bars = (cells: Cells, name: (key: string) => string): Bar[] =>
      Object.entries(cells).map(([key, number]) => ({ label: name(key), number }));
    const part = (id: string, heading: string, some: Bar[]): TemplateResult =>
      html`<section aria-labelledby="patterns-${id}"><h3 id="patterns-${id}">${heading}</h3>${viewBars(some, held)}</section>`;
    return html`<p>${patterns.chats === null ? t("patterns.few") : patterns.chats === 0 ? t("patterns.none") : t("patterns.chats", { n: patterns.chats })}</p>
      <div class="charts">
        ${KINDS.map((kind) => part(kind, t(HEADINGS[kind]),
          patterns[kind].map((one) => ({ label: label(BY_NATION[kind], one.name), number: one.total }))))}
        ${part("nations", t("patterns.nations"), bars(patterns.nations, place))}
        ${part("weekdays", t("patterns.weekdays"), bars(patterns.weekdays, (key) => label("weekday", key)))}
        ${part("parts", t("patterns.parts"), bars(patterns.parts, (key) => label("daypart", key)))}
      </div>
      ${KINDS.map((kind) => this.viewTable(patterns, kind))}`;
  }

  protected override render(): TemplateResult {
    const { patterns } = this;
    return html`<button class="button button--quiet" type="button" @click=${() => {
        this.querySelector("dialog")?.showModal();
        void this.load();
      }}>${t("patterns.open")}</button>
      <dialog class="dialog dialog--wide" aria-labelledby="patterns-heading"><div class="pieces">
        <h2 id="patterns-heading">${t("patterns.heading")}</h2>
        <p class="quiet">${t("patterns.lead", { n: patterns?.fewest ?? "" })}</p>
        ${patterns === null ? html`<p role="status">${t("patterns.loading")}</p>` : html`
          <div class="filter"><div class="field"><label for="patterns-quarter">${t("patterns.quarter")}</label>
            <select id="patterns-quarter" @change=${(event: Event) => void this.load((event.currentTarget as HTMLSelectElement).value)}>
              ${patterns.quarters.map((one) => html`<option value=${one} ?selected=${one === patterns.quarter}>
                ${t("patterns.one_quarter", { year: one.slice(0, 4), number: one.slice(5) })}</option>`)}</select></div>
            <button class="button" type="button" @click=${() => void this.download()}>${t("patterns.download")}</button></div>`}
        ${this.refusal === null ? nothing
          : html`<p class="note note--bad" role="alert">${label("refusal", this.refusal)}</p>`}
        ${patterns === null ? nothing : this.viewPatterns(patterns)}
        <div class="dialog__acts"><button class="button" type="button"
          @click=${() => this.querySelector("dialog")?.close()}>${t("content.close")}</button></div></div></dialog>
      <waymark-confirm></waymark-confirm>`;
  }
}

customElements.define("waymark-intelligence", WaymarkIntelligence);
