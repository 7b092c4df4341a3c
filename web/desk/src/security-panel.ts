/** <waymark-security>: one's own second factors and sessions; for leads, help for a colleague. */
import { LitElement, html, nothing, type TemplateResult } from "lit";
import "./confirm-who";
import type { WaymarkConfirm } from "./confirm-who";
import { canUsePasskeys } from "./passkeys";
import {
  addPasskey, beginApp, changePassword, colleagues, confirmApp, endAllSessions, endColleague, endSession,
  newCodes, removeFactor as takeAway, resetColleague, security, type Body, type Colleague, type Security,
} from "./security-api";
import { viewApp, viewCodeList } from "./view-second";
import { viewPassword, type Changing } from "./view-password";
import { viewColleagues, viewFactors, viewSessions } from "./view-security";
import { label, t } from "./words";

export class WaymarkSecurity extends LitElement {
  static override properties = { role: { type: String } };
  declare role: string;

  private own: Security | null = null;
  private team: Colleague[] | null = null;
  private app: { secret: string; drawn: string[] } | null = null;
  private codes: string[] = [];
  private reset: { name: string; code: string } | null = null;
  private refusal: string | null = null;
  private changing: Changing = "shut";

  constructor() {
    super();
    this.role = "";
  }

  protected override createRenderRoot(): HTMLElement { return this; }

  private async open(): Promise<void> {
    this.querySelector<HTMLDialogElement>(".security")?.showModal();
    await this.load();
  }

  private async load(): Promise<void> {
    const answer = await security();
    if (answer.error) this.refusal = answer.error.code ?? null;
    else this.own = answer as Security;
    if (this.role === "lead") this.team = (await colleagues()).colleagues ?? this.team;
    this.requestUpdate();
  }

  /** Nothing of a secret stays on a page that was closed. */
  private closed(): void {
    this.app = null;
    this.codes = [];
    this.reset = null;
    this.refusal = null;
    this.changing = "shut";
    this.requestUpdate();
  }

  private async run(call: () => Promise<Body>): Promise<Body> {
    const confirm = this.querySelector<WaymarkConfirm>("waymark-confirm");
    const answer = confirm ? await confirm.run(call) : await call();
    this.refusal = answer.error?.code ?? null;
    if (answer.recovery_codes) this.codes = answer.recovery_codes;
    await this.load();
    return answer;
  }

  async startApp(): Promise<void> {
    const body = await this.run(beginApp);
    if (body.secret && body.drawn) this.app = { secret: body.secret, drawn: body.drawn };
    this.requestUpdate();
  }

  async confirmApp(code: string): Promise<void> {
    const body = await this.run(() => confirmApp(code));
    if (!body.error) this.app = null;
    this.requestUpdate();
  }

  showPassword(state: Changing): void {
    this.changing = state;
    this.refusal = null;
    this.requestUpdate();
  }

  async changePassword(present: string, password: string): Promise<boolean> {
    this.changing = "open";
    const body = await this.run(() => changePassword(present, password));
    if (!body.error) this.showPassword("done");
    return !body.error;
  }

  addPasskey(): void { void this.run(() => addPasskey("")); }
  removeFactor(id: string): void { void this.run(() => takeAway(id)); }
  newCodes(): void { void this.run(newCodes); }
  endSession(id: string): void { void this.run(() => endSession(id)); }
  /** The socket's end shows the sign-in page. */
  endAll(): void { void endAllSessions(); }
  endColleague(id: string): void { void this.run(() => endColleague(id)); }

  async resetColleague(one: Colleague): Promise<void> {
    const body = await this.run(() => resetColleague(one.id));
    if (body.code) this.reset = { name: one.name, code: body.code };
    this.requestUpdate();
  }

  private viewInner(own: Security): TemplateResult {
    if (this.app !== null) {
      return viewApp({ app: this.app }, this.refusal === "wrong_code", false,
        (code) => void this.confirmApp(code), () => { this.app = null; this.requestUpdate(); });
    }
    return html`
      ${this.codes.length === 0 ? nothing : html`<div class="note">
        <h3>${t("codes.heading")}</h3><p>${t("codes.lead")}</p>${viewCodeList(this.codes)}</div>`}
      ${this.reset === null ? nothing : html`<div class="note" role="status">
        <p>${t("colleagues.code", { name: this.reset.name })}</p>
        ${viewCodeList([this.reset.code])}</div>`}
      ${viewFactors(own, this, canUsePasskeys())}
      ${viewPassword(this.changing, this)}
      ${viewSessions(own, this)}
      ${this.team === null ? nothing : viewColleagues(this.team, this)}`;
  }

  protected override render(): TemplateResult {
    return html`<button class="button button--quiet" type="button"
        @click=${() => void this.open()}>${t("security.open")}</button>
      <dialog class="dialog dialog--wide security" aria-labelledby="security-heading"
          @close=${() => this.closed()}>
        <div class="pieces">
          <h2 id="security-heading">${t("security.heading")}</h2>
          <div role="alert" id="refusal">${this.refusal === null ? nothing
            : html`<p class="note note--bad">${label("refusal", this.refusal)}</p>`}</div>
          ${this.own === null ? html`<p role="status">${t("security.loading")}</p>`
            : this.viewInner(this.own)}
          <div class="dialog__acts"><button class="button" type="button"
            @click=${() => this.querySelector<HTMLDialogElement>(".security")?.close()}>
            ${t("security.close")}</button></div>
        </div>
      </dialog>
      <waymark-confirm></waymark-confirm>`;
  }
}

customElements.define("waymark-security", WaymarkSecurity);
