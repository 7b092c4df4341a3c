import { css, unsafeCSS } from "lit";
import { tokens } from "../shared/tokens.js";

export const appStyle = [
  unsafeCSS(tokens),
  css`
    :host { position: fixed; inset: 0; display: block; background: var(--bg); color: var(--ink);
      font: 1.0625rem/1.5 var(--font); container-type: size; }
    .ground { display: none; position: absolute; inset: 0; background: var(--outer); }
    .sheet { display: none; position: absolute; inset: 0; z-index: 9; background: Canvas; pointer-events: none; }
    :host([covered]) .sheet { display: block; }
    .page { height: 100%; max-width: 46rem; margin: 0 auto; display: flex; flex-direction: column; position: relative; }
    header { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem; padding-block: 0.5rem 0.375rem; padding-inline: 0.75rem 0.5rem; }
    .mark { flex: none; width: 2.5rem; height: 2.5rem; border-radius: 50%; display: grid; place-items: center;
      background: var(--tint); color: var(--accent); }
    .mark.worker { background: var(--worker); color: var(--on-worker); }
    .mark svg { width: 1.5rem; height: 1.5rem; }
    .status { flex: 1 1 8.5rem; min-width: 0; overflow-wrap: anywhere; line-height: 1.25; margin: 0; }
    .status strong { display: block; font-weight: 650; }
    .status span { display: block; color: var(--soft); font-size: 0.875rem; }
    header button.exit { margin-inline-start: auto; }
    header button { flex: none; padding: 0.375rem; }
    header button.exit { padding: 0.375rem 1rem; border-radius: 10px; }
    .icon { background: none; border-color: transparent; display: grid; place-items: center; }
    .icon svg { width: 1.5rem; height: 1.5rem; }
    .strip { display: flex; flex-wrap: wrap; gap: 0.5rem; padding: 0 0.75rem 0.5rem; }
    a.cell { flex: 1 1 0; min-width: min-content; overflow-wrap: normal; min-height: 44px; display: flex; flex-direction: column; justify-content: center; padding: 0.25rem 0.75rem;
      border-radius: var(--round-small); background: var(--surface); border: 1px solid var(--line); color: var(--ink); text-decoration: none; line-height: 1.2; }
    a.cell span { font-size: 0.8125rem; color: var(--soft); }
    a.cell b { font-weight: 700; white-space: nowrap; }
    a.cell.danger { flex: 0 1 auto; border-color: var(--safety-edge); }
    a.cell.danger b { color: var(--safety-edge); }
    a.cell:hover b { text-decoration: underline; }
    main { flex: 1; min-height: 0; display: flex; flex-direction: column; position: relative; }
    waymark-log { flex: 1; min-height: 0; }
    .banner:not(:empty) { margin: 0 0.75rem 0.5rem; padding: 0.5rem 0.75rem; border-radius: var(--round-small); display: flex; gap: 0.75rem; align-items: center;
      justify-content: space-between; background: var(--worker); color: var(--on-worker); font-size: 0.9375rem; line-height: 1.35; }
    .banner button { flex: none; }
    .ended { padding: 0.75rem; display: flex; justify-content: center; border-top: 1px solid var(--line); }
    .trial { margin: 0; padding: 0 0.875rem max(0.375rem, env(safe-area-inset-bottom)); font-size: 0.8125rem; line-height: 1.3; color: var(--soft); text-align: center; }
    @container (max-height: 26rem) { .trial { display: none; } }
    waymark-menu, waymark-words { position: absolute; inset: 0; z-index: 2; }
    /* The page around us keeps its own Exit in the top right corner: a row of its own is left for it. */
    :host([corner]) header { flex-wrap: wrap; gap: 0 0.5rem; padding-top: 0.375rem; }
    :host([corner]) .icon { order: -1; margin-inline-start: -0.5rem; margin-inline-end: 0.75rem; }
    :host([corner]) .mark { display: none; }
    :host([corner]) .status { flex: 1 0 0; min-width: 60%; order: 2; }
    :host([corner]) header button.exit { order: 3; background: none; color: var(--exit-text); border: 2px solid currentColor; }
    :host([corner]) .turn { order: 1; flex: 1 0 100%; display: block; }
    .turn { display: none; }
    @container (min-width: 40rem) and (min-height: 30rem) {
      header { padding: 1rem 1rem 0.625rem; gap: 0.75rem; }
      .strip { padding: 0 1rem 0.75rem; }
      a.cell { flex-direction: row; align-items: baseline; justify-content: flex-start; gap: 0.5rem; padding: 0.625rem 1rem; flex: 0 1 auto; }
      header button.exit { padding: 0.375rem 1.5rem; }
    }
    @container (min-width: 52rem) and (min-height: 34rem) {
      .page { height: calc(100% - 2.5rem); margin-top: 1.25rem; background: var(--bg); border-radius: 20px; overflow: hidden; box-shadow: var(--shadow); border: 1px solid var(--line); }
      .ground { display: block; }
    }
    @container (max-width: 28rem) {
      header { gap: 0.25rem; padding-inline-start: 0.875rem; }
      .mark { display: none; }
      .status strong { font-size: 0.9375rem; }
      .status span { font-size: 0.8125rem; }
    }
    @container (max-height: 26rem) {
      header { padding-block: 0.25rem; }
      .mark, .status span { display: none; }
      a.cell { padding-block: 0; }
      .strip { padding-bottom: 0.25rem; }
      a.cell { flex-direction: row; align-items: center; justify-content: flex-start; gap: 0.375rem; }
    }
    @container (max-height: 26rem) and (max-width: 26rem) { a.cell.danger span { display: none; } a.cell.line { min-width: 0; } a.cell.line b { flex: none; } a.cell.line span { flex: 0 1 auto; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; } }
    @media print { :host { display: none; } }
  `,
];
