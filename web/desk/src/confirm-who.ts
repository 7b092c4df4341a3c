/**
 * Asks again who it is before something weighty (an export, a second factor): runs a call, and if
 * the server wants a fresh proof, shows how it can be given and runs the call again.
 */
import { LitElement, html, nothing, type TemplateResult } from "lit";
import { prove, provePasskey, security, type Body, type Way } from "./security-api";
import { codeField } from "./view-second";
import { label, t } from "./words";

let made = 0;

export class WaymarkConfirm extends LitElement {
  /** There are several on a page: each has ids of its own, or a label would name another one's field. */
  private readonly own = ++made;
  private ways: Way[] = [];
  private way: Way = "code";
  private refusal: string | null = null;
  private done: ((proven: boolean) => void) | null = null;

  protected override createRenderRoot(): HTMLElement { return this; }

  /** The call's answer; after a fresh proof where one was wanted. */
  async run<Answer extends { error?: { code?: string } }>(
    call: () => Promise<Answer>): Promise<Answer> {
    const answer = await call();
    if (answer.error?.code !== "confirm_first" || !(await this.ask())) return answer;
    return call();
  }

  private async ask(): Promise<boolean> {
    const own = await security();
    this.ways = own.ways ?? [];
    this.way = this.ways[0] ?? "password";
    this.refusal = own.error?.code ?? null;
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector("dialog")?.showModal();
    return new Promise((resolve) => { this.done = resolve; });
  }

  private async settle(asked: Promise<Body>): Promise<void> {
    const answer = await asked;
    this.refusal = answer.error?.code ?? null;
    if (this.refusal === null) this.close(true);
    this.requestUpdate();
  }

  private close(proven: boolean): void {
    const { done } = this;
    this.done = null;
    this.querySelector("dialog")?.close();
    done?.(proven);
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const field = form.elements.namedItem(this.way === "password" ? "again" : "code");
    if (!(field instanceof HTMLInputElement) || this.way === "passkey") return;
    const { value } = field;
    field.value = "";
    void this.settle(prove(this.way, value.trim()));
  }

  private viewWay(): TemplateResult {
    if (this.way === "passkey") {
      return html`<button class="button button--main" type="button"
        @click=${() => void this.settle(provePasskey())}>${t("second.passkey_button")}</button>`;
    }
    return this.way === "password"
      ? html`<div class="field"><label for="again-${this.own}">${t("signin.password")}</label>
          <input id="again-${this.own}" name="again" type="password" required autocomplete="current-password">
        </div>`
      : codeField(`confirm-code-${this.own}`, t(this.way === "code" ? "second.code" : "second.recovery"),
        this.way === "code", this.refusal === "wrong_code");
  }

  protected override render(): TemplateResult {
    const others = this.ways.filter((one) => one !== this.way);
    const names = { passkey: "second.use_passkey", code: "second.use_code",
      recovery: "second.use_recovery", password: "second.use_password" } as const;
    return html`<dialog class="dialog" aria-labelledby="confirm-heading-${this.own}"
        @close=${(event: Event) => { event.stopPropagation(); this.close(false); }}>
      <form autocomplete="off" @submit=${(event: SubmitEvent) => this.submit(event)}>
        <h2 id="confirm-heading-${this.own}">${t("confirm.heading")}</h2>
        <p class="quiet">${t("confirm.lead")}</p>
        <div role="alert">${this.refusal === null ? nothing
          : html`<p class="note note--bad">${label("refusal", this.refusal)}</p>`}</div>
        ${this.viewWay()}
        ${others.map((one) => html`<button class="button button--quiet" type="button"
          @click=${() => { this.way = one; this.requestUpdate(); }}>${t(names[one])}</button>`)}
        <div class="dialog__acts">
          <button class="button" type="button" @click=${() => this.close(false)}>
            ${t("dialog.cancel")}</button>
          ${this.way === "passkey" ? nothing : html`<button class="button button--main"
            type="submit">${t("confirm.button")}</button>`}
        </div>
      </form>
    </dialog>`;
  }
}

customElements.define("waymark-confirm", WaymarkConfirm);
