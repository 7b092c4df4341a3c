/**
 * Every colour, roundness and shadow of the visitor's side, once: light and dark, adult and young; a charity's own
 * colour (`--own-…`, shared/colour.ts) takes the place of the accent. Contrast is checked with axe and by computation.
 */

/** What the loader needs too. */
export const core = `
:host {
  color-scheme: light dark;
  --bg: #f7f4ee; --surface: #fffdfa; --ink: #1e2b2a; --line: #ddd5c8;
  --accent: var(--own-light, #1d5f59); --on-accent: var(--own-on-light, #fff);
  --exit: #b3271e; --on-exit: #fff; --focus: #0b4fb3;
}
:host([audience="young"]) {
  --bg: #f4f3fc; --surface: #fff; --ink: #211f3d; --line: #dad7ef; --accent: var(--own-light, #4a3db3);
}
@media (prefers-color-scheme: dark) {
  :host {
    --bg: #121b1a; --surface: #1a2423; --ink: #e9f0ed; --line: #30403d;
    --accent: var(--own-dark, #84cdc1); --on-accent: var(--own-on-dark, #07211e);
    --exit: #c93a2c; --focus: #ffd470;
  }
  :host([audience="young"]) {
    --bg: #151429; --surface: #1e1c36; --ink: #ecebfb; --line: #383560;
    --accent: var(--own-dark, #b4a9ff); --on-accent: var(--own-on-dark, #17104a);
  }
}`;

export const tokens = `${core}
:host {
  --outer: #ebe4d8; --soft: #55615e; --edge: #827b6f; --mine: #d6e9e3; --on-mine: #12312d; --tint: #e8f0ec;
  --worker: #fbecd2; --on-worker: #3a2a0b; --worker-edge: #9a6a13;
  --safety: #fdeee8; --on-safety: #4a140a; --safety-edge: #b0331b; --exit-text: #b3271e;
  --shadow: 0 1px 2px #3b2f1a14, 0 8px 28px #3b2f1a17;
  --font: system-ui, -apple-system, "Segoe UI", sans-serif;
  --round: 16px; --round-small: 12px; --tail: 6px; --pill: 999px;
}
:host([audience="young"]) {
  --outer: #e3e0f6; --soft: #5b5878; --edge: #7d79a3; --mine: #dedaff; --on-mine: #241c66; --tint: #e9e6fd;
  --shadow: 0 1px 2px #241c6614, 0 8px 28px #241c661a;
  --font: ui-rounded, "SF Pro Rounded", "Nunito", system-ui, -apple-system, "Segoe UI", sans-serif;
  --round: 22px; --round-small: 16px; --tail: 22px;
}
@media (prefers-color-scheme: dark) {
  :host {
    --outer: #0b1110; --soft: #a8b8b3; --edge: #7f938e; --mine: #1f4a45; --on-mine: #e2f5f0; --tint: #1d302d;
    --worker: #3a2e18; --on-worker: #fbe9c8; --worker-edge: #d9a94a;
    --safety: #3a1a13; --on-safety: #ffe4db; --safety-edge: #ff9477; --exit-text: #ff9477;
    --shadow: 0 1px 2px #0006, 0 8px 28px #0007;
  }
  :host([audience="young"]) {
    --outer: #0d0c1c; --soft: #b1aed3; --edge: #8a86b8; --mine: #3b3383; --on-mine: #efedff; --tint: #292650;
    --shadow: 0 1px 2px #0006, 0 8px 28px #0007;
  }
}`;
