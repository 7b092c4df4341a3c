/**
 * One line of a conversation. What people wrote is only ever set as `textContent`: no link in it
 * can be followed by accident, and no mark-up in it means anything.
 */
import { html, nothing, type TemplateResult } from "lit";
import { isLate } from "./outbox";
import type { Pending } from "./state";
import { viewWords } from "./veil";
import type { Entry } from "./wire";
import { at, label, t } from "./words";

export interface PendingEvents {
  again(id: string): void;
  takeBack(id: string): void;
}

const CARD_FIELDS = ["name", "title", "phone", "text", "web", "hours", "note"] as const;

/** The lines of a card that a worker needs: what the visitor was shown. */
function cardLines(card: Readonly<Record<string, unknown>>): string[] {
  const lines: string[] = [];
  for (const field of CARD_FIELDS) {
    const value = card[field];
    if (typeof value === "string" && value !== "") lines.push(value);
  }
  const steps = card["steps"];
  if (Array.isArray(steps)) {
    lines.push(...steps.filter((step): step is string => typeof step === "string"));
  }
  return lines;
}

function viewCard(card: Readonly<Record<string, unknown>>): TemplateResult {
  return html`<div class="card">
    <p class="card__kind">${label("card", String(card["type"]))}</p>
    ${cardLines(card).map((line) => html`<p .textContent=${line}></p>`)}
  </div>`;
}

function who(entry: Entry): string {
  if (entry.kind === "safety") return t("entry.safety");
  if (entry.kind === "note") return t("entry.note", { name: entry.name ?? label("author", "worker") });
  return entry.author === "worker" && entry.name ? entry.name : label("author", entry.author);
}

export function viewEntry(entry: Entry, now: number): TemplateResult {
  const kind = entry.kind === "safety" ? "safety" : entry.author;
  return html`<div class="entry entry--${kind}">
    <p class="entry__head"><span class="entry__who" .textContent=${who(entry)}></span>
      <time datetime=${entry.at}>${at(entry.at, now)}</time></p>
    ${entry.text ? html`<p class="entry__text">${viewWords(entry.text, entry.graphic)}</p>` : nothing}
    ${entry.card ? viewCard(entry.card) : nothing}
  </div>`;
}

function howItGoes(pending: Pending, now: number): string {
  if (pending.state === "failed") {
    return t("pending.failed", { why: label("refusal", pending.code) });
  }
  if (pending.seq !== undefined) return t("pending.kept");
  if (pending.state === "waiting") return t("pending.waiting");
  return t(isLate(pending, now) ? "pending.late" : "pending.sending");
}

export function viewPending(pending: Pending, now: number, events: PendingEvents): TemplateResult {
  const failed = pending.state === "failed";
  const final = failed && pending.code === "visitor_left";
  return html`<div class="entry entry--worker entry--pending">
    <p class="entry__text" .textContent=${pending.text}></p>
    <p class=${failed ? "entry__state entry__state--bad" : "entry__state"}>${howItGoes(pending, now)}</p>
    ${(failed || isLate(pending, now)) && !final ? html`<div class="entry__acts">
      <button class="button" type="button" @click=${() => events.again(pending.id)}>
        ${t("pending.again")}</button>
      ${failed ? html`<button class="button button--quiet" type="button"
        @click=${() => events.takeBack(pending.id)}>${t("pending.take_back")}</button>` : nothing}
    </div>` : nothing}
  </div>`;
}
