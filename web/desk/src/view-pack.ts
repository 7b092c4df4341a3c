/** A pack as it goes out: the same blocks, in the same order, as in the file the partner gets. */
import { html, type TemplateResult } from "lit";
import type { Block, Ready } from "./partners-api";
import { at, t } from "./words";

function viewBlock(block: Block): TemplateResult {
  switch (block.kind) {
    case "title": return html`<h4 class="pack__title" .textContent=${block.text}></h4>`;
    case "heading": return html`<h5 class="pack__heading" .textContent=${block.text}></h5>`;
    case "strong": return html`<p><strong .textContent=${block.text}></strong></p>`;
    case "lead": return html`<p class="quiet" .textContent=${block.text}></p>`;
    case "quote": return html`<blockquote .textContent=${block.text}></blockquote>`;
    case "part": return html`<div>${block.text ? html`<h6 .textContent=${block.text}></h6>` : ""}
      ${block.lines.map((line) => html`<p .textContent=${line}></p>`)}</div>`;
    default: return html`<p .textContent=${block.text}></p>`;
  }
}

/** Neighbours with the same box stand in one. */
function boxed(blocks: readonly Block[]): { box: string | null; blocks: Block[] }[] {
  const groups: { box: string | null; blocks: Block[] }[] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    if (last && last.box === block.box) last.blocks.push(block);
    else groups.push({ box: block.box, blocks: [block] });
  }
  return groups;
}

export function viewPack(blocks: readonly Block[], name: string): TemplateResult {
  return html`<div class="pack" role="region" tabindex="0" aria-label=${name}>${boxed(blocks).map(({ box, blocks: some }) =>
    html`<div class=${box === null ? "pack__plain" : `pack__box pack__box--${box}`}>${some.map(viewBlock)}</div>`)}</div>`;
}

/** Link and code: two ways, and only this once. `below`: a heading of the third level stands above. */
export function viewReady(ready: Ready, below = true): TemplateResult {
  return html`<div class="note ready" role="status" tabindex="-1">
    ${below ? html`<h4>${t("refer.ready")}</h4>` : html`<h3>${t("refer.ready")}</h3>`}
    <dl class="boxes"><div><dt>${t("refer.link")}</dt><dd><code .textContent=${ready.link}></code></dd></div>
      <div><dt>${t("refer.code")}</dt><dd class="reach"><code .textContent=${ready.code}></code></dd></div></dl>
    <p><strong>${t("refer.two_ways")}</strong></p>
    <p>${t("refer.once", { time: at(ready.until, Date.now()) })}</p></div>`;
}
