/** <waymark-desk>: the helpline workers' page. */
import { LitElement, html, type TemplateResult } from "lit";
import { Controller } from "./controller";
import { Door } from "./door";
import { onKey } from "./keys";
import { languages } from "./languages";
import { title } from "./notices";
import { Ringer } from "./ring";
import { allowSound } from "./sound";
import { viewBoard, type BoardEvents } from "./view-board";
import { viewOffice } from "./view-office";
import { viewCodes, viewSecond, viewSetUp } from "./view-second";
import { viewEnrol, viewSignIn } from "./view-sign-in";
import { t } from "./words";

/** How often (ms) waits, typing signs and countdowns are brought up to date. */
const TICK = 1_000;
const WIDE = "(min-width: 75rem)";

export class WaymarkDesk extends LitElement implements BoardEvents {
  private readonly controller = new Controller(
    () => this.requestUpdate(), () => void this.focusChat());
  private readonly door = new Door(this.controller, () => this.requestUpdate());
  private readonly wide = matchMedia(WIDE);
  private readonly ringer = new Ringer();
  private shownScreen = "";

  protected override createRenderRoot(): HTMLElement { return this; }

  override connectedCallback(): void {
    super.connectedCallback();
    setInterval(() => this.tick(), TICK);
    this.wide.addEventListener("change", () => this.requestUpdate());
    for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, allowSound);
    addEventListener("keydown", (event) => {
      const ready = this.controller.state.screen === "board" && !event.isComposing;
      if (ready && onKey(event, this.controller, this)) event.preventDefault();
    });
    for (const kind of ["focus", "visibilitychange"]) {
      addEventListener(kind, () => { if (!document.hidden) this.controller.attend(); });
    }
    addEventListener("redraw", () => this.redrawAll());
    const theirs = languages.find(({ code }) => navigator.language.split("-")[0] === code);
    if (theirs) void this.door.speak(theirs.code);
    void this.door.arrive();
  }

  signOut(): void { void this.door.signOut(); }

  setSound(on: boolean): void {
    this.controller.state.sound = on;
    this.requestUpdate();
  }

  askToNotify(): void {
    void Notification.requestPermission().then(() => this.requestUpdate());
  }

  protected override render(): TemplateResult {
    const { state } = this.controller;
    switch (state.screen) {
      case "starting": return html`<main class="door" id="main">
        <p class="quiet" role="status">${t("page.starting")}</p></main>`;
      case "sign-in": return viewSignIn(state, this.door);
      case "enrol": return viewEnrol(state, this.door);
      case "second": return viewSecond(state, this.door.second);
      case "set-up": return viewSetUp(state, this.door.second);
      case "codes": return viewCodes(state, this.door.second);
      case "office": return viewOffice(state, this);
      case "board": return viewBoard(state, this.controller, this, this.wide.matches);
    }
  }

  protected override updated(): void {
    const { state } = this.controller;
    const name = title(state);
    if (document.title !== name) document.title = name;
    if (state.screen === this.shownScreen) return;
    this.shownScreen = state.screen;
    if (state.screen === "board") void this.focusChat();
    else if (state.screen === "office") this.querySelector<HTMLElement>("#office-heading")?.focus();
    else this.querySelector<HTMLElement>("form input, .door__card .button")?.focus();
  }

  /** Another language, or graphic content covered otherwise: all that is on the page says so. */
  private redrawAll(): void {
    for (const one of [this, ...this.querySelectorAll("*")]) {
      if (one instanceof LitElement) one.requestUpdate();
    }
  }

  private tick(): void {
    const { state } = this.controller;
    if (state.screen !== "board") return;
    state.now = Date.now();
    this.ringer.look(state);
    this.requestUpdate();
  }

  /** To the open chat; on a phone without one, where its place is hidden, to who is waiting. */
  private async focusChat(): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    const places = [...this.querySelectorAll<HTMLElement>("#chat-heading, #waiting-heading")];
    const shown = places.filter((place) => place.checkVisibility());
    (shown.find((place) => place.id === "chat-heading") ?? shown[0])?.focus();
  }
}

customElements.define("waymark-desk", WaymarkDesk);
