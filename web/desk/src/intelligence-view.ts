/** <waymark-intelligence>: patterns of a quarter, for leads to share. Numbers only, small ones withheld. */
import { LitElement, html, nothing, type TemplateResult } from "lit";
import { ask } from "./ask-server";
import { barsPicture } from "./chart-picture";
import { viewBars, viewFormat, viewSave, type Bar } from "./charts";
import "./confirm-who";
import type { WaymarkConfirm } from "./confirm-who";
import { saveFile, savePicture, type Format } from "./save-picture";
import { label, t } from "./words";

type Cells = Readonly<Record<string, number | null>>;
interface Counted { name: string; cells: Cells; total: number | null }
/** What has a row for each nation or region, and what its names are called by. */
const TABLES = { methods: "reason", platforms: "platform", places: "placekind", regions: "reason",
  platforms_by_region: "platform", places_by_region: "placekind" } as const;
type Table = keyof typeof TABLES;
const KINDS = ["methods", "platforms", "places"] as const;
/** Of cases: what a worker ticked. */
const TICKED = ["platforms_by_region", "places_by_region"] as const;
const HEADINGS = { methods: "patterns.methods", platforms: "patterns.platforms", places: "patterns.places",
  platforms_by_region: "patterns.platforms_by_region", places_by_region: "patterns.places_by_region" } as const;
/** What stands over the names of a table's rows. */
const NAMED = { methods: "patterns.kind", platforms: "patterns.platform", places: "patterns.place", regions: "patterns.kind",
  platforms_by_region: "patterns.platform", places_by_region: "patterns.place" } as const;

/** As `GET /api/intelligence` gives it (docs/desk-protocol.md). null: withheld. */
interface Patterns {
  quarter: string;
  quarters: string[];
  fewest: number;
  methods: Counted[];
  platforms: Counted[];
  places: Counted[];
  chats: number | null;
  /** Of cases that were erased: by the region a worker chose. */
  cases: { cells: Cells; total: number | null };
  regions: Counted[];
  platforms_by_region: Counted[];
  places_by_region: Counted[];
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
const region = (name: string): string => name === "" ? t("patterns.not_chosen") : label("region", name);
const quarterOf = (name: string): string => t("patterns.one_quarter", { year: name.slice(0, 4), number: name.slice(5) });

export class WaymarkIntelligence extends LitElement {
  static override properties = { patterns: { state: true }, refusal: { state: true }, format: { state: true } };

  declare patterns: Patterns | null;
  declare refusal: string | null;
  declare format: Format;

  constructor() {
    super();
    this.format = "svg";
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
    if (answer.file) saveFile(answer.file, `waymark-patterns-${patterns.quarter}.csv`);
  }

  /** Noted, and with a proof of who it is, like the table. */
  private async save({ quarter, fewest }: Patterns, chart: string, title: string, some: readonly Bar[]): Promise<void> {
    const answer = await this.querySelector<WaymarkConfirm>("waymark-confirm")?.run(async () => {
      const noted = await ask<object>("/api/intelligence/picture", { quarter, chart });
      return typeof noted === "string" ? { error: { code: noted } } : {};
    });
    this.refusal = answer?.error?.code ?? null;
    if (!answer || answer.error) return;
    const about = { title, dates: quarterOf(quarter), note: t("patterns.rule", { n: fewest }) };
    await savePicture(barsPicture(about, some, t("patterns.withheld")), this.format, `waymark-patterns-${chart}-${quarter}`);
  }

  private viewTable(patterns: Patterns, kind: Table): TemplateResult | typeof nothing {
    if (patterns[kind].length === 0) return nothing;
    const [places, where] = kind === "regions" || kind === "platforms_by_region" || kind === "places_by_region"
      ? [Object.keys(patterns.cases.cells), region] as const : [Object.keys(patterns.nations), place] as const;
    const shown = (number: number | null | undefined): string | number => number ?? t("patterns.withheld");
    const heading = label("patternkind", kind);
    return html`<div class="patterns__table" tabindex="0" role="region" aria-label=${heading}><table>
      <caption>${heading}</caption>
      <thead><tr><th scope="col">${t(NAMED[kind])}</th>${places.map((name) => html`<th scope="col">${where(name)}</th>`)}
        <th scope="col">${t("patterns.all")}</th></tr></thead>
      <tbody>${patterns[kind].map((one) => html`<tr><th scope="row">${label(TABLES[kind], one.name)}</th>
        ${places.map((name) => html`<td>${shown(one.cells[name])}</td>`)}<td><strong>${shown(one.total)}</strong></td></tr>`)}</tbody>
    </table></div>`;
  }

  private viewPatterns(patterns: Patterns): TemplateResult {
    const held = t("patterns.withheld");
    const bars = (cells: Cells, name: (key: string) => string): Bar[] =>
      Object.entries(cells).map(([key, number]) => ({ label: name(key), number }));
    const totals = (kind: (typeof KINDS | typeof TICKED)[number]): Bar[] =>
      patterns[kind].map((one) => ({ label: label(TABLES[kind], one.name), number: one.total }));
    const part = (id: string, heading: string, some: Bar[], under = false): TemplateResult =>
      html`<section aria-labelledby="patterns-${id}">${under
        ? html`<h4 id="patterns-${id}">${heading}</h4>` : html`<h3 id="patterns-${id}">${heading}</h3>`}
        ${viewBars(some, held)}
        ${some.length === 0 ? nothing : viewSave(heading, () => void this.save(patterns, id, heading, some))}</section>`;
    return html`<p>${patterns.chats === null ? t("patterns.few") : patterns.chats === 0 ? t("patterns.none") : t("patterns.chats", { n: patterns.chats })}</p>
      <div class="charts">
        ${KINDS.map((kind) => part(kind, t(HEADINGS[kind]), totals(kind)))}
        ${part("nations", t("patterns.nations"), bars(patterns.nations, place))}
        ${part("weekdays", t("patterns.weekdays"), bars(patterns.weekdays, (key) => label("weekday", key)))}
        ${part("parts", t("patterns.parts"), bars(patterns.parts, (key) => label("daypart", key)))}
      </div>
      ${KINDS.map((kind) => this.viewTable(patterns, kind))}
      <section aria-labelledby="patterns-cases"><h3 id="patterns-cases">${t("patterns.cases")}</h3>
        <p class="quiet">${t("patterns.cases_lead")}</p>
        <div class="charts">${part("regions", t("patterns.regions"),
          patterns.cases.total === 0 ? [] : bars(patterns.cases.cells, region), true)}
          ${TICKED.map((kind) => part(kind, t(HEADINGS[kind]), totals(kind), true))}</div>
        ${(["regions", ...TICKED] as const).map((kind) => this.viewTable(patterns, kind))}</section>`;
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
                ${quarterOf(one)}</option>`)}</select></div>
            ${viewFormat("patterns-format", this.format, (format) => { this.format = format; })}
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
