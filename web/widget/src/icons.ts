import { svg, type SVGTemplateResult } from "lit";
import type { Owner } from "./protocol.js";

const draw = (body: SVGTemplateResult): SVGTemplateResult =>
  svg`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${body}</svg>`;

/** One picture for each who may be answering: a signpost, a clock, a person, a closed door. */
export const owners: Record<Owner, SVGTemplateResult> = {
  assistant: draw(svg`<path d="M12 3v18M12 5h6l2 2.2-2 2.3h-6M12 11.5H6.5L4.5 13.700l2 2.300H12"/>`),
  waiting: draw(svg`<circle cx="12" cy="12" r="8.500"/><path d="M12 7.500V12l3 2"/>`),
  worker: draw(svg`<circle cx="12" cy="8.500" r="3.700"/><path d="M5 20c.8-3.600 3.600-5.500 7-5.500s6.200 1.900 7 5.500"/>`),
  closed: draw(svg`<path d="M6 21V4h12v17M4 21h16M14.500 12.500v.1"/>`),
};

export const settings = draw(
  svg`<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>`,
);
export const close = draw(svg`<path d="M6 6l12 12M18 6L6 18"/>`);
export const down = draw(svg`<path d="M6 9.500l6 6 6-6"/>`);
export const send = draw(svg`<path d="M5 12h13M12.500 6l6 6-6 6"/>`);
