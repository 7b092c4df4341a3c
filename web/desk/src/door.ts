/** How a worker gets in: an open session, a password, or a one-time link after the `#`. */
import type { Controller } from "./controller";
import { enrol, me, signIn, signOut, useLink, type Answer } from "./http";
import type { SignInEvents } from "./view-sign-in";
import { label } from "./words";

export class Door implements SignInEvents {
  private enrolToken = "";

  constructor(private readonly controller: Controller, private readonly changed: () => void) {
    addEventListener("hashchange", () => void this.arrive());
  }

  /** Reads a one-time link, if there is one, and takes it out of the address and the history. */
  async arrive(): Promise<void> {
    const { state } = this.controller;
    const [kind, token = ""] = location.hash.slice(1).split("=", 2);
    if (location.hash !== "") history.replaceState(null, "", location.pathname);
    // Somebody is signed in already: a link pasted over the board must not change who that is.
    if (state.screen === "board") return;
    if (kind === "enrol" && token !== "") {
      this.enrolToken = token;
      state.screen = "enrol";
      this.changed();
      return;
    }
    if (kind === "link" && token !== "") {
      await this.settle(useLink(token));
      return;
    }
    if (state.screen !== "starting") return;
    const session = await me();
    if (session.ok) { this.controller.start(); return; }
    state.screen = "sign-in";
    state.refusal = session.code === "not_signed_in" ? null : session.code;
    this.changed();
  }

  signIn(email: string, password: string): void { void this.settle(signIn(email, password)); }

  enrol(password: string, again: string): void {
    if (password !== again) {
      this.controller.state.refusal = "not_the_same";
      this.changed();
      return;
    }
    void this.settle(enrol(this.enrolToken, password));
  }

  async signOut(): Promise<void> {
    if (await signOut()) { this.controller.reset("signed_out"); return; }
    this.controller.state.notice = { text: label("refusal", "no_connection"), tone: "bad" };
    this.changed();
  }

  private async settle(asked: Promise<Answer>): Promise<void> {
    const { state } = this.controller;
    if (state.busy) return;
    state.busy = true;
    state.refusal = null;
    this.changed();
    const answer = await asked;
    state.busy = false;
    if (answer.ok) {
      this.enrolToken = "";
      this.controller.start();
      return;
    }
    state.refusal = answer.code;
    if (state.screen !== "enrol" || answer.code === "link_used") state.screen = "sign-in";
    this.changed();
  }
}
