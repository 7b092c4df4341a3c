/** <desk-log>: the conversation, which follows new messages unless the worker is reading back. */
import { LitElement, html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { isShown } from "./outbox";
import type { Chat } from "./state";
import { viewEntry, viewPending, type PendingEvents } from "./view-entry";
import { t } from "./words";

/** How near the end (px) still counts as being there. */
const NEAR = 48;

export class DeskLog extends LitElement {
  static override properties = {
    chat: { attribute: false, hasChanged: () => true },
    now: { attribute: false },
    events: { attribute: false },
    behind: { state: true },
  };

  declare chat: Chat;
  declare now: number;
  declare events: PendingEvents;
  declare behind: boolean;
  private following = true;
  private shown = 0;

  constructor() {
    super();
    this.behind = false;
  }

  protected override createRenderRoot(): HTMLElement { return this; }

  protected override render(): TemplateResult {
    const { chat, now, events } = this;
    // Entries from before are not read out one by one; what comes after them is.
    const live = chat.settled ? "polite" : "off";
    const pending = chat.pending.filter((one) => isShown(one, now));
    return html`<div class="log" role="log" aria-label=${t("chat.log")} aria-live=${live}
        tabindex="0" @scroll=${() => this.onScroll()}>
      ${chat.entries.length + pending.length === 0
        ? html`<p class="empty">${t("chat.no_entries")}</p>` : nothing}
      ${repeat(chat.entries, (entry) => entry.seq, (entry) => viewEntry(entry, now))}
      ${repeat(pending, (one) => one.id, (one) => viewPending(one, now, events))}
    </div>
    ${this.behind ? html`<button class="button log__end" type="button"
      @click=${() => this.toEnd()}>${t("chat.to_end")}</button>` : nothing}`;
  }

  protected override updated(): void {
    const lines = this.chat.entries.length + this.chat.pending.length;
    if (this.following) this.toEnd();
    else if (lines > this.shown) this.behind = true;
    this.shown = lines;
  }

  private get log(): HTMLElement | null { return this.querySelector(".log"); }

  private onScroll(): void {
    const { log } = this;
    if (!log) return;
    this.following = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
    if (this.following) this.behind = false;
  }

  private toEnd(): void {
    const { log } = this;
    if (log) log.scrollTop = log.scrollHeight;
    this.following = true;
    this.behind = false;
  }
}

customElements.define("desk-log", DeskLog);
