/** A QR code, drawn in the page from the lines of 0 and 1 that the server gives. */
import { svg, type SVGTemplateResult } from "lit";
import { html, type TemplateResult } from "lit";
import { t } from "./words";

/** The white border that a camera needs, in modules. */
const QUIET = 4;

function path(lines: readonly string[]): SVGTemplateResult {
  const dark = lines.flatMap((line, y) => [...line].flatMap((sign, x) =>
    sign === "1" ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : []));
  return svg`<path d=${dark.join("")} />`;
}

export function viewQr(lines: readonly string[]): TemplateResult {
  const size = lines.length + 2 * QUIET;
  return html`<svg class="qr" role="img" aria-label=${t("factor.qr")} viewBox="0 0 ${size} ${size}"
    shape-rendering="crispEdges">${path(lines)}</svg>`;
}
