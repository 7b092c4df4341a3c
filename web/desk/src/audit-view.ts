/** <waymark-audit>: who did what and when, for auditors; never what was said. */
import { LitElement, html, nothing, type TemplateResult } from "lit";
import { auditPage, auditStanding, auditTable, type AuditPage, type AuditRow, type Standing,
  type Wanted } from "./audit-api";
import "./confirm-who";
import type { WaymarkConfirm } from "./confirm-who";
import { AUDITED } from "./names";
import { at, count, label, t } from "./words";

const ANYTHING: Wanted = { who: "", action: "", subject: "", since: "", until: "" };

/** The words for what was done; an action without words shows its own name. */
function said(action: string): string {
  const name = action.replaceAll(".", "_");
  return (AUDITED as readonly string[]).includes(name) ? label("audited", name) : name.replaceAll("_", " ");
}

export class WaymarkAudit extends LitElement {
  private page: AuditPage | null = null;
  private rows: AuditRow[] = [];
  private standing: Partial<Standing> | null = null;
  private wanted: Wanted = ANYTHING;
  private refusal: string | null = null;

  protected override createRenderRoot(): HTMLElement { return this; }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.look(ANYTHING);
    void auditStanding().then((standing) => {
      if (standing.error) this.refusal = standing.error.code ?? null;
      else this.standing = standing;
      this.requestUpdate();
    });
  }

  private async look(wanted: Wanted, before: number | null = null): Promise<void> {
    this.wanted = wanted;
    const answer = await auditPage(wanted, before);
    this.refusal = answer.error?.code ?? null;
    if (answer.rows) {
      this.page = answer as AuditPage;
      this.rows = before === null ? answer.rows : [...this.rows, ...answer.rows];
    }
    this.requestUpdate();
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const read = (name: keyof Wanted): string => String(data.get(name) ?? "").trim();
    void this.look({ who: read("who"), action: read("action"), subject: read("subject"),
      since: read("since"), until: read("until") });
  }

  /** Hands the table to the browser as a file; the address of it lives for that moment only. */
  private async download(): Promise<void> {
    const confirm = this.querySelector<WaymarkConfirm>("waymark-confirm");
    const call = (): ReturnType<typeof auditTable> => auditTable(this.wanted);
    const answer = confirm ? await confirm.run(call) : await call();
    this.refusal = answer.error?.code ?? null;
    if (answer.table !== undefined) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([answer.table], { type: "text/csv" }));
      link.download = "waymark-audit.csv";
      link.click();
      URL.revokeObjectURL(link.href);
    }
    this.requestUpdate();
  }

  private viewStanding(): TemplateResult {
    const { standing } = this;
    if (standing === null) return html`<p role="status">${t("audit.checking")}</p>`;
    if (standing.whole) return html`<p class="note" role="status">${t("audit.whole")}</p>`;
    const row = standing.row ?? null;
    return html`<p class="note note--bad" role="alert">
      ${row === null ? t("audit.broken") : t("audit.broken_at", { row })}
      ${label("broken", standing.why)}</p>`;
  }

  private viewFilter(page: AuditPage): TemplateResult {
    return html`<form class="audit__filter" autocomplete="off"
        @submit=${(event: SubmitEvent) => this.submit(event)}>
      <div class="field"><label for="audit-who">${t("audit.who")}</label>
        <select id="audit-who" name="who"><option value="">${t("audit.anybody")}</option>
          <option value="0">${t("audit.machine")}</option>
          ${page.workers.map((one) => html`<option value=${one.id} .textContent=${one.name}></option>`)}
        </select></div>
      <div class="field"><label for="audit-action">${t("audit.what")}</label>
        <select id="audit-action" name="action"><option value="">${t("audit.anything")}</option>
          ${page.actions.map((one) => html`<option value=${one}>${said(one)}</option>`)}
        </select></div>
      <div class="field"><label for="audit-subject">${t("audit.about")}</label>
        <input id="audit-subject" name="subject" maxlength="32" spellcheck="false"></div>
      <div class="field"><label for="audit-since">${t("audit.since")}</label>
        <input id="audit-since" name="since" type="date"></div>
      <div class="field"><label for="audit-until">${t("audit.until")}</label>
        <input id="audit-until" name="until" type="date"></div>
      <div class="pieces__acts">
        <button class="button button--main" type="submit">${t("audit.find")}</button>
        <button class="button" type="button" @click=${() => void this.download()}>
          ${t("audit.download")}</button></div>
    </form>`;
  }

  private viewRow(row: AuditRow, now: number): TemplateResult {
    return html`<tr>
      <td class="audit__number">${row.id}</td>
      <td><time datetime=${row.at}>${at(row.at, now)}</time></td>
      <td .textContent=${row.who ?? t("audit.machine")}></td>
      <td>${said(row.action)}</td>
      <td><code class="audit__id" .textContent=${row.subject}></code></td>
      <td .textContent=${row.detail}></td></tr>`;
  }

  protected override render(): TemplateResult {
    const { page } = this;
    const now = Date.now();
    return html`${this.viewStanding()}
      ${this.refusal === null ? nothing
        : html`<p class="note note--bad" role="alert">${label("refusal", this.refusal)}</p>`}
      ${page === null ? nothing : html`${this.viewFilter(page)}
        <p role="status">${count("audit.shown", this.rows.length)}</p>
        <div class="audit__rows" tabindex="0" role="region" aria-label=${t("audit.table")}>
          <table><thead><tr><th scope="col">${t("audit.number")}</th><th scope="col">${t("audit.when")}</th>
            <th scope="col">${t("audit.who")}</th><th scope="col">${t("audit.what")}</th>
            <th scope="col">${t("audit.about")}</th><th scope="col">${t("audit.detail")}</th></tr></thead>
          <tbody>${this.rows.map((row) => this.viewRow(row, now))}</tbody></table></div>
        ${page.next === null ? nothing : html`<button class="button" type="button"
          @click=${() => void this.look(this.wanted, page.next)}>${t("audit.more")}</button>`}`}
      <waymark-confirm></waymark-confirm>`;
  }
}

customElements.define("waymark-audit", WaymarkAudit);
