/** <waymark-team>: for leads, how many chats each colleague takes, and for whom they are right. */
import { LitElement, html, nothing, type TemplateResult } from "lit";
import { changeColleague, listTeam, type Colleague, type Team } from "./team-api";
import { count, joined, label, t } from "./words";

/** The largest number a lead can set. */
const MOST_CHATS = 10;

export class WaymarkTeam extends LitElement {
  private team: Team | null = null;
  private refusal: string | null = null;
  private saved = "";

  protected override createRenderRoot(): HTMLElement { return this; }

  private take(answer: Awaited<ReturnType<typeof listTeam>>): boolean {
    const { workers, skills, usual_chats: usual } = answer;
    this.refusal = answer.error?.code ?? null;
    if (workers && skills && usual !== undefined) {
      this.team = { workers, skills, usual_chats: usual };
    }
    this.requestUpdate();
    return this.refusal === null;
  }

  private async load(): Promise<void> {
    this.saved = "";
    this.querySelector("dialog")?.showModal();
    this.take(await listTeam());
  }

  private async save(form: HTMLFormElement, who: Colleague): Promise<void> {
    const data = new FormData(form);
    const chosen = Number(data.get("max"));
    const skills = data.getAll("skill").map(String);
    const done = this.take(await changeColleague(who.id, chosen === 0 ? null : chosen, skills));
    this.saved = done ? t("team.saved", { name: who.name }) : "";
    this.requestUpdate();
  }

  private viewColleague(who: Colleague, team: Team): TemplateResult {
    const numbers = Array.from({ length: MOST_CHATS }, (_, index) => index + 1);
    const limit = who.max_chats ?? team.usual_chats;
    const marks = [label("role", who.role), t(who.takes_chats ? "team.takes" : "team.takes_none"),
      count("limits.live", limit, { live: who.live }),
      ...(who.own_limit !== null && who.own_limit < limit
        ? [count("team.own", who.own_limit)] : [])];
    return html`<li class="piece"><form autocomplete="off" @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        void this.save(event.currentTarget as HTMLFormElement, who);
      }}>
      <h3 .textContent=${who.name}></h3>
      <p class="quiet">${joined(marks)}</p>
      <div class="field"><label for="max-${who.id}">${t("team.max")}</label>
        <select id="max-${who.id}" name="max">
          <option value="0" ?selected=${who.max_chats === null}>
            ${t("team.usual", { n: team.usual_chats })}</option>
          ${numbers.map((number) => html`<option value=${number}
            ?selected=${who.max_chats === number}>${number}</option>`)}
        </select></div>
      <fieldset class="skills"><legend>${t("team.skills")}</legend>
        ${team.skills.map(({ name, label: text }) => html`<label class="choice">
          <input type="checkbox" name="skill" value=${name} ?checked=${who.skills.includes(name)}>
          <span .textContent=${text}></span></label>`)}
      </fieldset>
      <button class="button" type="submit">${t("team.save", { name: who.name })}</button>
    </form></li>`;
  }

  protected override render(): TemplateResult {
    const { team } = this;
    return html`<button class="button button--quiet" type="button"
        @click=${() => void this.load()}>${t("team.open")}</button>
      <dialog class="dialog dialog--wide" aria-labelledby="team-heading">
        <div class="pieces">
          <h2 id="team-heading">${t("team.heading")}</h2>
          <p class="quiet">${t("team.lead")}</p>
          <p role="status">${team === null ? t("team.loading") : this.saved}</p>
          ${this.refusal === null ? nothing
            : html`<p class="note note--bad" role="alert">${label("refusal", this.refusal)}</p>`}
          <ul class="pieces__list" role="list" aria-label=${t("team.heading")}>
            ${team?.workers.map((who) => this.viewColleague(who, team))}</ul>
          <div class="dialog__acts"><button class="button" type="button"
            @click=${() => this.querySelector("dialog")?.close()}>${t("content.close")}</button></div>
        </div>
      </dialog>`;
  }
}

customElements.define("waymark-team", WaymarkTeam);
