/** Every colour of the visitor's side, once: light and dark, adult and young. Contrast is checked with axe. */
export const tokens = `
:host {
  color-scheme: light dark;
  --outer: #ebe4d8; --bg: #f7f4ee; --surface: #fffdfa; --ink: #1e2b2a; --soft: #55615e; --line: #ddd5c8; --edge: #827b6f;
  --accent: #1d5f59; --on-accent: #ffffff; --mine: #d6e9e3; --on-mine: #12312d; --tint: #e8f0ec;
  --worker: #fbecd2; --on-worker: #3a2a0b; --worker-edge: #9a6a13;
  --safety: #fdeee8; --on-safety: #4a140a; --safety-edge: #b0331b;
  --exit: #b3271e; --exit-text: #b3271e; --on-exit: #ffffff; --focus: #0b4fb3; --shadow: 0 1px 2px #3b2f1a14, 0 8px 28px #3b2f1a17;
  --round: 16px; --round-small: 12px;
}
:host([audience="young"]) {
  --outer: #e3e0f6; --bg: #f4f3fc; --surface: #ffffff; --ink: #211f3d; --soft: #5b5878; --line: #dad7ef; --edge: #7d79a3;
  --accent: #4a3db3; --mine: #dedaff; --on-mine: #241c66; --tint: #e9e6fd;
  --shadow: 0 1px 2px #241c6614, 0 8px 28px #241c661a; --round: 22px; --round-small: 16px;
}
@media (prefers-color-scheme: dark) {
  :host {
    --outer: #0b1110; --bg: #121b1a; --surface: #1a2423; --ink: #e9f0ed; --soft: #a8b8b3; --line: #30403d; --edge: #7f938e;
    --accent: #84cdc1; --on-accent: #07211e; --mine: #1f4a45; --on-mine: #e2f5f0; --tint: #1d302d;
    --worker: #3a2e18; --on-worker: #fbe9c8; --worker-edge: #d9a94a;
    --safety: #3a1a13; --on-safety: #ffe4db; --safety-edge: #ff9477;
    --exit: #c93a2c; --exit-text: #ff9477; --focus: #ffd470; --shadow: 0 1px 2px #0006, 0 8px 28px #0007;
  }
  :host([audience="young"]) {
    --outer: #0d0c1c; --bg: #151429; --surface: #1e1c36; --ink: #ecebfb; --soft: #b1aed3; --line: #383560; --edge: #8a86b8;
    --accent: #b4a9ff; --on-accent: #17104a; --mine: #3b3383; --on-mine: #efedff; --tint: #292650;
    --shadow: 0 1px 2px #0006, 0 8px 28px #0007;
  }
}`;
