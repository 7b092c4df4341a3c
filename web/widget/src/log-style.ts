import { css } from "lit";

export const logStyle = css`
  :host { display: flex; flex-direction: column; position: relative; }
  .log { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 0.25rem 0.75rem 0.75rem; scroll-padding: 2rem; position: relative; }
  .log:focus-visible { outline-offset: -3px; }
  .intro { margin: 0.25rem 0 1rem; padding: 0.625rem 0.875rem; border-radius: var(--round); background: var(--tint); color: var(--ink); font-size: 0.9375rem; line-height: 1.4; }
  .intro p { margin: 0; } .intro p + p { margin-top: 0.375rem; }
  .intro b { display: inline-block; padding: 0 0.4em; border-radius: 6px; background: var(--exit); color: var(--on-exit); font-weight: 700; }
  .note { margin: 0.75rem auto; text-align: center; color: var(--soft); font-size: 0.9375rem; max-width: 30rem; }
  .unfold { display: block; margin: 0.5rem auto; border-radius: var(--pill); font-size: 0.9375rem; }
  .entry { display: flex; flex-direction: column; align-items: flex-start; margin-top: 0.375rem; max-width: 100%; }
  .entry.first { margin-top: 1rem; }
  .who { font-size: 0.8125rem; color: var(--soft); margin-block: 0 0.1875rem; margin-inline: 0.25rem 0; }
  .bubble { background: var(--surface); border: 1px solid var(--line); border-radius: var(--round); border-end-start-radius: var(--tail); padding: 0.625rem 0.9375rem;
    max-width: min(34rem, 90%); white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; }
  .visitor { align-items: flex-end; }
  .visitor .bubble { background: var(--mine); color: var(--on-mine); border-color: transparent; border-radius: var(--round); border-end-end-radius: var(--tail); }
  .worker .bubble { background: var(--worker); color: var(--on-worker); border-color: transparent; }
  .service .bubble { background: none; border-style: dashed; border-color: var(--edge); }
  .safety .who { color: var(--safety-edge); font-weight: 700; }
  .safety .bubble { background: var(--safety); color: var(--on-safety); border: 2px solid var(--safety-edge); font-weight: 550; max-width: min(36rem, 100%); }
  .state { font-size: 0.8125rem; color: var(--soft); margin: 0.1875rem 0.25rem 0; display: flex; align-items: center; gap: 0.25rem; }
  .state.failed, .state.queued { color: var(--safety-edge); }
  .state button { padding: 0 0.5rem; color: inherit; }
  .choices { display: flex; flex-wrap: wrap; gap: 0.5rem; margin: 0.625rem 0 0.25rem; padding: 0; max-width: 100%; }
  .choices button { border-radius: var(--pill); border: 1.5px solid var(--accent); color: var(--accent); background: var(--surface); font-weight: 600; text-align: start; padding: 0.5rem 1.125rem; }
  .leave { font-size: 1.25rem; width: min(22rem, 100%); min-height: 4rem; margin: 0.75rem 0; }
  .below { position: absolute; left: 50%; translate: -50% 0; bottom: 0.5rem; border-radius: var(--pill); box-shadow: var(--shadow); display: inline-flex; align-items: center; gap: 0.25rem;
    padding-block: 0.25rem; padding-inline: 1.125rem 0.875rem; font-size: 0.9375rem; font-weight: 600; color: var(--accent); white-space: nowrap; }
  .below svg { width: 1.125rem; height: 1.125rem; }
  /* On a phone the words of the button would lie over the words that matter: an arrow at the side is enough. */
  @container (max-width: 28rem) {
    .below { left: auto; inset-inline-end: 0.5rem; translate: 0; width: 44px; padding: 0; justify-content: center; font-size: 0; }
    .below svg { width: 1.5rem; height: 1.5rem; }
  }
  .typing { margin: 0; display: flex; align-items: center; gap: 0.5rem; padding: 0.25rem 1rem 0.375rem; color: var(--soft); font-size: 0.875rem; }
  .dots { display: inline-flex; gap: 4px; } .dots i { width: 7px; height: 7px; border-radius: 50%; background: currentColor; animation: breathe 1.6s ease-in-out infinite; }
  .dots i:nth-child(2) { animation-delay: 0.2s; } .dots i:nth-child(3) { animation-delay: 0.4s; }
  @keyframes breathe { 0%, 100% { opacity: 0.3; } 40% { opacity: 1; } }
`;

export const cardStyle = css`
  .card { background: var(--surface); border: 1px solid var(--line); border-radius: var(--round); box-shadow: var(--shadow); padding: 1rem; width: min(34rem, 100%); margin: 0.25rem 0; overflow-wrap: anywhere; }
  .card h3 { margin: 0 0 0.5rem; font-size: 1.0625rem; line-height: 1.3; }
  .card p { margin: 0.375rem 0; } .card .soft, .card .small { color: var(--soft); font-size: 0.875rem; }
  .card dl { margin: 0.5rem 0; display: grid; grid-template-columns: auto 1fr; gap: 0.25rem 0.75rem; align-items: baseline; }
  .card dt { color: var(--soft); font-size: 0.875rem; } .card dd { margin: 0; }
  .card .told { display: block; } .told dd { margin-bottom: 0.5rem; white-space: pre-wrap; }
  .card dd a { display: inline-flex; align-items: center; min-height: 44px; min-width: 44px; font-weight: 600; }
  .card ol { margin: 0; padding: 0; list-style: none; counter-reset: step; }
  .card li { counter-increment: step; position: relative; padding-block: 0.25rem; padding-inline: 2.5rem 0; min-height: 2.25rem; }
  .card li::before { content: counter(step); position: absolute; inset-inline-start: 0; top: 0.25rem; width: 1.75rem; height: 1.75rem; border-radius: 50%; background: var(--tint); color: var(--accent);
    display: grid; place-items: center; font-weight: 700; font-size: 0.875rem; }
  a.call { display: flex; align-items: center; justify-content: center; min-height: 48px; border-radius: var(--round-small); background: var(--accent); color: var(--on-accent);
    font-weight: 700; text-decoration: none; padding: 0.25rem 1rem; margin: 0.5rem 0; }
  .danger { background: var(--safety); color: var(--on-safety); border: 2px solid var(--safety-edge); }
  .danger a.call { background: var(--exit); color: var(--on-exit); font-size: 1.25rem; min-height: 56px; }
  .field { margin: 1rem 0; } .field label { display: block; font-weight: 600; margin-bottom: 0.25rem; }
  .card .field .small { margin: 0 0 0.375rem; }
  .field textarea { min-height: 5rem; } .field input { min-height: 44px; }
  .field textarea, .field input { display: block; width: 100%; padding: 0.5rem 0.75rem; border: 1px solid var(--edge); border-radius: var(--round-small); background: var(--bg); color: var(--ink); resize: vertical; }
  .tick { display: flex; gap: 0.75rem; align-items: flex-start; min-height: 44px; padding: 0.5rem 0; cursor: pointer; }
  .tick input { flex: none; width: 1.5rem; height: 1.5rem; margin: 0; accent-color: var(--accent); }
  .row { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-top: 0.5rem; }
  .need { color: var(--safety-edge); font-weight: 600; }
`;
