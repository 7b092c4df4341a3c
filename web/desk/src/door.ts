/** How a worker gets in: an open session, a password or a one-time link, then the second factor. */
import type { Controller } from "./controller";
import { answerOf, enrol, me, signIn, signOut, useLink, type Answer } from "./http";
import type { Language } from "./languages";
import { like } from "./preferences";
import { SecondStep, type Around, type Screen } from "./second-step";
import type { Body } from "./security-api";
import type { SignInEvents } from "./view-sign-in";
import type { Worker } from "./wire";
import { label, speak } from "./words";

export class Door implements SignInEvents, Around {
  readonly second = new SecondStep(this);
  private enrolToken = "";
  private worker: Worker | null = null;

  constructor(private readonly controller: Controller, readonly changed: () => void) {
    addEventListener("hashchange", () => void this.arrive());
  }

  /** Reads a one-time link, if there is one, and takes it out of the address and the history. */
  async arrive(): Promise<void> {
    const { state } = this.controller;
    const [kind, token = ""] = location.hash.slice(1).split("=", 2);
    if (location.hash !== "") history.replaceState(null, "", location.pathname);
    // Somebody is signed in already: a link pasted over the board must not change who that is.
    if (state.screen === "board" || state.screen === "office") return;
    if (kind === "enrol" && token !== "") {
      this.enrolToken = token;
      state.screen = "enrol";
      this.changed();
      return;
    }
    if (kind === "link" && token !== "") {
      await this.take(useLink(token));
      return;
    }
    if (state.screen !== "starting") return;
    const session = await me();
    if (session.ok && "worker" in session) {
      if (session.preferences) await like(session.preferences);
      this.controller.start(session.worker);
      return;
    }
    state.screen = "sign-in";
    // A sign-in that was broken off after the password begins anew.
    const begun = !session.ok && ["not_signed_in", "not_allowed"].includes(session.code);
    state.refusal = session.ok || begun ? null : session.code;
    this.changed();
  }

  async speak(language: Language): Promise<void> {
    await speak(language);
    this.changed();
  }

  signIn(email: string, password: string, code: string): void {
    void this.take(signIn(email, password, code));
  }

  enrol(password: string, again: string): void {
    if (password !== again) {
      this.controller.state.refusal = "not_the_same";
      this.changed();
      return;
    }
    void this.take(enrol(this.enrolToken, password));
  }

  async signOut(): Promise<void> {
    if (await signOut()) { this.controller.reset("signed_out"); return; }
    this.controller.state.notice = { text: label("refusal", "no_connection"), tone: "bad" };
    this.changed();
  }

  show(screen: Screen): void {
    this.controller.state.screen = screen;
    this.changed();
  }

  settle(asked: Promise<Body>): Promise<void> { return this.take(asked.then(answerOf)); }

  goesIn(): void {
    if (this.worker) this.controller.start(this.worker);
    this.worker = null;
  }

  private async take(asked: Promise<Answer>): Promise<void> {
    const { state } = this.controller;
    if (state.busy) return;
    state.busy = true;
    state.refusal = null;
    this.changed();
    const answer = await asked;
    state.busy = false;
    if (answer.ok) {
      this.enrolToken = "";
      if ("step" in answer) this.second.begin(answer.step, answer.ways);
      else {
        if (answer.preferences && await like(answer.preferences)) this.changed();
        this.settled(answer.worker, answer.codes);
      }
      return;
    }
    this.refused(answer.code);
  }

  private settled(worker: Worker, codes: string[] | undefined): void {
    this.worker = worker;
    this.second.forget();
    if (codes) this.second.showCodes(codes);
    else this.goesIn();
  }

  private refused(code: string): void {
    const { state } = this.controller;
    const stays = state.screen === "enrol" ? code !== "link_used"
      : ["second", "set-up"].includes(state.screen) && code !== "not_signed_in";
    // After too many wrong codes the server asks for the password anew.
    state.refusal = code === "not_signed_in" && state.screen !== "sign-in" ? "session_over" : code;
    if (!stays) {
      this.second.forget();
      state.screen = "sign-in";
    }
    this.changed();
  }
}
