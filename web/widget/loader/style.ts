import { core } from "../shared/tokens.js";

/**
 * The loader's few looks. The host element itself keeps the page's own colour scheme, and (in a corner) its `display`: its fallback links stay exactly where the
 * charity put them, and everything of ours is fixed or in the top layer, so the page around never moves.
 */
const css = `${core}
:host { color-scheme: inherit; }
.dock, .exit, .sheet { all: initial; position: fixed; z-index: 2147483647; font-family: system-ui, sans-serif; }
.dock, .sheet { inset: 0; pointer-events: none; }
.dock > * { pointer-events: auto; }
.dock, .exit, .inline, .sheet { color-scheme: light dark; }
.sheet { background: Canvas; }
[hidden] { display: none !important; }
button { all: unset; box-sizing: border-box; cursor: pointer; min-height: 48px; min-width: 48px; text-align: center;
  font: 600 17px/1.2 system-ui, sans-serif; padding: 0 22px; border-radius: 999px; border: 2px solid transparent; }
button:focus-visible, a:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; box-shadow: 0 0 0 2px var(--surface); }
.exit { top: calc(var(--waymark-exit-top, 8px) + var(--top, 0px)); right: 8px; }
.exit button { touch-action: none; min-height: 44px; background: var(--exit); color: var(--on-exit); padding: 0 18px; border-radius: 10px;
  box-shadow: 0 0 0 2px #fffc, 0 2px 10px #0004; }
.launch { position: absolute; right: 16px; bottom: var(--waymark-chat-bottom, 16px); background: var(--accent); color: var(--on-accent);
  display: inline-flex; align-items: center; gap: 10px; box-shadow: 0 0 0 2px #fff8, 0 6px 24px #0005; }
.launch.news::after { content: ""; width: 11px; height: 11px; border-radius: 50%; background: #ffb84d; border: 2px solid #2b1c00; }
.launch::before { content: ""; width: 16px; height: 13px; border: 2px solid; border-radius: 7px 7px 7px 0; }
.panel { position: absolute; right: 16px; bottom: 16px; width: 420px; height: min(720px, calc(100% - 84px));
  background: var(--bg); color: var(--ink); border-radius: 18px; overflow: hidden;
  box-shadow: 0 0 0 1px var(--line), 0 18px 60px #0005; }
:host([inline]) { display: block; }
.inline > * { position: relative; inset: auto; }
.inline > .panel { width: 100%; height: min(640px, 100vh); }
.panel.corner { inset: var(--top, 0px) 0 auto 0; width: 100%; height: var(--height, 100%); border-radius: 0; }
iframe { display: block; width: 100%; height: 100%; border: 0; color-scheme: light dark; }
.silent { position: absolute; inset: 0; overflow: auto; padding: 68px 20px 20px; background: var(--bg); font: 17px/1.5 system-ui, sans-serif; }
.silent a { color: var(--accent); font-weight: 600; display: inline-block; line-height: 44px; }
.silent button { background: var(--accent); color: var(--on-accent); line-height: 44px; }
.said { position: fixed; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (forced-colors: active) { button, .panel { border: 2px solid ButtonText; } }
@media print { .dock, .exit { display: none !important; } }
`;

export function dress(root: ShadowRoot): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
}
