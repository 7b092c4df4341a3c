import { html, LitElement, nothing, type TemplateResult } from "lit";
import { safeAddress } from "../shared/leave.js";
import type { ToFrame } from "../shared/link.js";
import { watchPress } from "../shared/press.js";
import { watchShift } from "../shared/shift.js";
import "./aside.js";
import { appStyle } from "./app-style.js";
import { base } from "./base-style.js";
import type { BriefAnswer } from "./brief.js";
import type { WaymarkComposer } from "./composer.js";
import type { Config } from "./config.js";
import { Embed } from "./embed.js";
import { exitNow } from "./exit.js";
import * as icons from "./icons.js";
import { languages } from "./languages.js";
import { SIZES, type Setting, type Size } from "./menu.js";
import { wearColour } from "./own-colour.js";
import type { Choice, Settings } from "./protocol.js";
import { Session } from "./session.js";
import { asNation, settingsOfLink, settingsOfPage } from "./settings.js";
import { status } from "./status.js";
import type { StillYouAnswer } from "./still-you.js";
import { ended, help, minimise, offline } from "./strip.js";
import { dressPage, followKeyboard } from "./view.js";
import { fetchWords, isExitWord, wordsFor, type Words } from "./words.js";

/** The whole chat. Exit and the phone numbers are drawn first, and need neither connection nor answer. */
export class WaymarkApp extends LitElement {
  static override styles = [base, ...appStyle];
  static override properties = {
    version: { state: true },
    menu: { state: true },
    size: { state: true },
    presses: { state: true },
    thinking: { state: true },
    corner: { type: Boolean, reflect: true },
    wordless: { state: true },
  };

  declare version: number;
  declare menu: boolean;
  declare size: Size;
  /** Lone presses of Shift so far. */
  declare presses: number;
  /** The visitor has asked for time. */
  declare thinking: boolean;
  /** The page around us shows its own Exit over our top corner. */
  declare corner: boolean;
  /** The words of the language that was asked for cannot be had just now. */
  declare wordless: boolean;

  /** Set once, on the prototype. */
  declare config: Config;
  #started = false;
  #left = false;
  /** The window is hidden: only then is the page around us told that something came. */
  #away = false;
  #settings: Settings = settingsOfLink(location.search);
  #embed!: Embed;
  readonly #session = new Session(
    () => this.#settings,
    () => (this.version += 1),
    () => this.#leave(),
    () => this.#away && this.#embed.say({ waymark: "news" }),
  );

  constructor() {
    super();
    this.version = this.presses = 0;
    this.menu = this.corner = this.thinking = this.wordless = false;
    this.size = "usual";
  }

  get #words(): Words { return wordsFor(this.#settings.language, this.#settings.audience); }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#embed = new Embed(this.config.sites, (message) => this.#heard(message));
    watchPress(leadsOut, (on) => this.#cover(on), () => this.#leave());
    watchShift(window, () => this.#leave(), (presses) => (this.presses = presses));
    followKeyboard(this);
    addEventListener("online", this.#session.wake);
    document.addEventListener("visibilitychange", () => document.hidden || this.#session.wake());
    if (!this.#embed.framed) this.#session.start();
  }

  protected override willUpdate(): void {
    // What still comes in while we leave must not put our title back.
    if (this.#left) return;
    const { audience, language } = this.#settings;
    this.setAttribute("audience", audience);
    this.setAttribute("language", language);
    dressPage(language, SIZES[this.size], this.#words);
  }

  protected override render(): TemplateResult {
    const words = this.#words;
    const session = this.#session;
    const [title, more] = status(words, session.line, session.owner);
    const owner = session.owner?.owner ?? "assistant";
    const around = { words, language: this.#settings.language, emergency: this.config.emergency };
    return html`<div class="ground"></div><div class="sheet"></div>
      <div class="page" @keydown=${(event: KeyboardEvent) => event.key === "Escape" && this.menu && this.#toggle()}>
      <header>
        <span class="mark ${owner}">${icons.owners[owner]}</span>
        <p class="status" role="status"><strong>${title}</strong><span>${more}</span></p>
        <button type="button" class="icon" aria-label=${words.menu} aria-expanded=${this.menu} @click=${this.#toggle}>${icons.settings}</button>
        ${this.#embed.open ? minimise(words, this.#minimise) : nothing}
        <span class="turn"></span>
        <button type="button" class="exit" aria-label=${words.exit_name} @click=${this.#leave}>${words.exit}</button>
      </header>
      ${help(this.config, words)}
      <div class="banner" aria-live="polite">${session.line === "offline" ? offline(words, session.wake) : nothing}</div>
      <p class="sr" aria-live="assertive">${[, words.shift_two, words.shift_one][this.presses] ?? ""}</p>
      <main>
        <waymark-log
          .session=${session}
          .around=${around}
          .version=${this.version}
          @choose=${(event: CustomEvent<Choice>) => session.choose(event.detail.id, event.detail.label)}
          @retry=${(event: CustomEvent<string>) => session.retry(event.detail)}
          @leave=${this.#leave}
          @brief=${({ detail }: CustomEvent<BriefAnswer>) => session.brief(detail)}
          @still-you=${({ detail }: CustomEvent<StillYouAnswer>) => this.#stillYou(detail)}
        ></waymark-log>
        ${owner === "closed" ? ended(words, () => session.again(false)) : nothing} ${this.#composer(owner === "closed")}
        ${session.demonstration ? html`<p class="trial">${words.demonstration}</p>` : nothing}
        ${this.menu ? this.#menu() : nothing} ${session.words ? this.#returnWords() : nothing}
      </main>
    </div>`;
  }

  #minimise = (): void => {
    this.#away = true;
    this.#embed.say({ waymark: "minimise" });
  };

  /** The field stays where it is when the chat has ended: a draft in it is lost by Exit only. */
  #composer(hidden: boolean): TemplateResult {
    return html`<waymark-aside
      .words=${this.#words}
      .owned=${this.#session.owner}
      .begun=${!this.#session.log.empty}
      .thinking=${this.thinking}
      .kept=${this.#session.safeWord}
      @word=${(event: CustomEvent<string>) => this.#session.chooseWord(event.detail)}
      @think=${(event: CustomEvent<boolean>) => this.#think(event.detail)}
      @write=${() => this.#field?.focus()}
    ></waymark-aside>
    <waymark-composer
      ?hidden=${hidden}
      .words=${this.#words}
      @say=${(event: CustomEvent<string>) => this.#say(event.detail)}
      @writing=${() => this.#session.writing()}
    ></waymark-composer>`;
  }

  get #field(): WaymarkComposer | null { return this.renderRoot.querySelector<WaymarkComposer>("waymark-composer"); }

  /** A program does not mind waiting; a worker is told, in the visitor's name. */
  #think(thinking: boolean): void {
    this.thinking = thinking;
    if (thinking && this.#session.owner?.owner === "worker") this.#session.say(this.#words.think);
    if (!thinking) void this.updateComplete.then(() => this.#field?.focus());
  }

  #menu(): TemplateResult {
    const session = this.#session;
    const then = (act: () => void) => (): void => {
      act();
      this.#toggle();
    };
    return html`<waymark-menu
      .words=${this.#words}
      .settings=${this.#settings}
      .size=${this.size}
      .fresh=${session.log.empty}
      .line=${session.line}
      .wordless=${this.wordless}
      .kept=${session.safeWord}
      @word=${(event: CustomEvent<string>) => session.chooseWord(event.detail)}
      @set=${this.#set}
      @done=${this.#toggle}
      @words=${then(() => session.askWords())}
      @delete=${then(() => session.again(true))}
      @return=${(event: CustomEvent<string>) => then(() => session.start(event.detail))()}
    ></waymark-menu>`;
  }

  #returnWords(): TemplateResult {
    const done = (): void => {
      this.#session.words = null;
      this.version += 1;
      this.#field?.focus();
    };
    const { language } = this.#settings;
    return html`<waymark-words .words=${this.#words} .given=${this.#session.words} .language=${language} @done=${done}></waymark-words>`;
  }

  #toggle = (): void => {
    this.menu = !this.menu;
    this.wordless = false;
    // Where they come from may be out of reach later.
    if (this.menu) void Promise.all(languages.map(({ code }) => fetchWords(code)));
    if (!this.menu) this.renderRoot.querySelector<HTMLElement>("[aria-expanded]")?.focus();
  };

  async #set({ detail: { name, value, undo } }: CustomEvent<Setting>): Promise<void> {
    if (name === "size") {
      this.size = value as Size;
      return;
    }
    this.wordless = name === "language" && !(await fetchWords(value));
    if (this.wordless) return undo();
    const setting = { [name]: name === "nation" ? asNation(value) : value };
    this.#settings = { ...this.#settings, ...setting };
    this.#session.change(setting);
    this.version += 1;
  }

  #stillYou(answer: StillYouAnswer): void {
    if (isExitWord(answer.word ?? "")) return this.#leave();
    this.#session.stillYou(answer);
  }

  #say = (text: string): void => {
    if (isExitWord(text)) return this.#leave();
    this.thinking = false;
    this.#session.say(text);
  };

  #heard(message: ToFrame): unknown {
    if (message.waymark === "exit") return this.#exit(true);
    if (message.waymark === "released") return this.#cover(false);
    this.corner = message.corner;
    this.#away = false;
    if (message.waymark === "layout" || this.#started) return undefined;
    this.#started = true;
    this.#settings = settingsOfPage(message);
    // A loader that was pinned long ago asks for the page without saying in which language.
    void fetchWords(this.#settings.language).then(() => (this.version += 1));
    wearColour(this, message.colour ?? "");
    this.config = { ...this.config, neutral: safeAddress(message.neutral, this.config.neutral) };
    return this.#session.start();
  }

  #leave = (): void => this.#exit(false);

  #cover(on: boolean): void {
    this.toggleAttribute("covered", on);
    this.#embed.say({ waymark: on ? "cover" : "uncover" });
  }

  /** `told`: the page around us said so, and does not need to be told. */
  #exit(told: boolean): void {
    if (this.#left) return;
    this.#left = true;
    exitNow(this.#session, this.#embed, this.config.neutral, this.#words.left_title, told);
  }
}

/** Exit in the header, or the large "Leave now" in the talk. */
const leadsOut = (event: Event): Element | undefined =>
  event.composedPath().find((one): one is Element => one instanceof Element && one.matches("button.exit, button.leave"));
