import { css } from "lit";

/** What every element of ours shares: controls large enough for a thumb, a focus that is always seen. */
export const base = css`
  *, *::before, *::after { box-sizing: border-box; }
  [hidden] { display: none !important; }
  button, input, textarea, select { font: inherit; color: inherit; }
  button { cursor: pointer; min-height: 44px; min-width: 44px; border-radius: var(--round-small); border: 1px solid var(--edge);
    background: var(--surface); padding: 0.5rem 1rem; overflow-wrap: anywhere; }
  button.main { background: var(--accent); color: var(--on-accent); border-color: transparent; font-weight: 600; }
  button.exit, button.leave { background: var(--exit); color: var(--on-exit); border-color: transparent; font-weight: 700; touch-action: none; }
  button.plain { background: none; border-color: transparent; text-decoration: underline; text-underline-offset: 0.2em; }
  button[aria-disabled="true"] { opacity: 0.65; cursor: default; }
  a { color: var(--accent); text-underline-offset: 0.2em; overflow-wrap: anywhere; }
  :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
  .sr { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  @media (hover: hover) { button:hover:not([aria-disabled="true"]) { filter: brightness(0.95); } }
  @media (forced-colors: active) { button, a.cell { border: 1px solid ButtonText !important; } }
  @media (prefers-reduced-motion: reduce) {
    *, *::before, *::after { animation: none !important; transition: none !important; scroll-behavior: auto !important; }
  }
`;
