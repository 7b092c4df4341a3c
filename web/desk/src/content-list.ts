/** <waymark-content>: which words and facts still need somebody, for leads; and who looked. */
import { LitElement, html, nothing, type TemplateResult } from "lit";
import { listContent, stampContent, type ContentItem } from "./content-api";
import { count, joined, label, t } from "./words";

/** How many are shown at once; the search finds the others. */
const MOST = 40;

export class WaymarkContent extends LitElement {
  private items: ContentItem[] | null = null;
  private search = "";
  private waitingOnly = true;
  private refusal: string | null = null;

  protected override createRenderRoot(): HTMLElement { return this; }

  /** Also from elsewhere on the page: the dialog, with what needs somebody first. */
  async load(): Promise<void> {
    this.querySelector("dialog")?.showModal();
    const answer = await listContent();
    this.items = answer.items ?? this.items;
    this.refusal = answer.error?.code ?? null;
    this.requestUpdate();
  }

  private async stamp(item: ContentItem): Promise<void> {
    const answer = await stampContent(item);
    this.refusal = answer.error?.code ?? null;
    const { item: now } = answer;
    if (now) this.items = (this.items ?? []).map((one) => one.key === now.key ? now : one);
    // Other words than those on this screen: they are read anew before anybody stands for them.
    if (this.refusal === "changed") this.items = (await listContent()).items ?? this.items;
    this.requestUpdate();
  }

  private shown(): ContentItem[] {
    const wanted = this.search.toLowerCase();
    return (this.items ?? []).filter((one) => (!this.waitingOnly || one.draft || one.overdue)
      && `${one.key} ${one.text}`.toLowerCase().includes(wanted));
  }

  private viewItem(item: ContentItem): TemplateResult {
    const marks = [
      item.overdue ? t("content.overdue") : "", item.unconfirmed ? t("content.unconfirmed") : "",
      item.draft ? t("content.draft") : t("content.stamped", { name: item.by ?? "" }),
    ].filter((mark) => mark !== "");
    return html`<li class="piece">
      <p><strong .textContent=${item.key}></strong></p>
      <p class="piece__text" .textContent=${item.text}></p>
      <p class="quiet">${joined([...marks, t("content.source", {
        source: item.source, checked: item.checked, due: item.due, confidence: item.confidence,
      })])}</p>
      <button class="button" type="button" @click=${() => void this.stamp(item)}>
        ${t(item.kind === "fact" ? "content.confirm" : "content.approve")}</button>
    </li>`;
  }

  protected override render(): TemplateResult {
    const found = this.shown();
    return html`<button class="button button--quiet" type="button"
        @click=${() => void this.load()}>${t("content.open")}</button>
      <dialog class="dialog dialog--wide" aria-labelledby="content-heading">
        <div class="pieces">
          <h2 id="content-heading">${t("content.heading")}</h2>
          <p class="quiet">${t("content.lead")}</p>
          <div class="field"><label for="content-search">${t("content.search")}</label>
            <input id="content-search" type="search" autocomplete="off" .value=${this.search}
              @input=${(event: Event) => {
                this.search = (event.currentTarget as HTMLInputElement).value;
                this.requestUpdate();
              }}></div>
          <label class="choice"><input type="checkbox" .checked=${this.waitingOnly}
            @change=${(event: Event) => {
              this.waitingOnly = (event.currentTarget as HTMLInputElement).checked;
              this.requestUpdate();
            }}><span>${t("content.waiting_only")}</span></label>
          <p role="status">${this.items === null ? t("content.loading")
            : count("content.found", found.length)}</p>
          ${this.refusal === null ? nothing
            : html`<p class="note note--bad" role="alert">${label("refusal", this.refusal)}</p>`}
          <ul class="pieces__list">${found.slice(0, MOST).map((one) => this.viewItem(one))}</ul>
          <div class="dialog__acts"><button class="button" type="button"
            @click=${() => this.querySelector("dialog")?.close()}>${t("content.close")}</button></div>
        </div>
      </dialog>`;
  }
}

customElements.define("waymark-content", WaymarkContent);
