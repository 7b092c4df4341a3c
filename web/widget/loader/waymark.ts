/**
 * `<waymark-chat>` on a charity's page: a button that opens the chat, the Exit button, Shift three times, and the
 * guard behind Back. It holds no word of the chat; that is in a frame of the service's own origin.
 */
import { colourOf, inkOn } from "../shared/colour.js";
import { guard, mark } from "../shared/guard.js";
import { leave, safeAddress, USUAL_NEUTRAL } from "../shared/leave.js";
import { toPage, type ToFrame } from "../shared/link.js";
import { isAt, watchPress } from "../shared/press.js";
import { watchShift } from "../shared/shift.js";
import { frame, make, silent, wordsFor, type Words } from "./parts.js";
import { dress } from "./style.js";

const SERVICE = new URL(import.meta.url).origin;
/** How long a frame may be silent before the phone numbers take its place, in milliseconds. */
const PATIENCE = 8_000;
/** How long the frame may take to tell the helpline that somebody left, in milliseconds. The page is blank by then. */
const GOODBYE = 250;
const NARROW = "(max-width: 560px), (max-height: 560px)";

/** Asked before the element is ready, and again after Exit has taken it off the page: then it is remembered. */
let address = USUAL_NEUTRAL;
const neutral = (): string =>
  (address = safeAddress(document.querySelector("waymark-chat")?.getAttribute("neutral"), address));

const replaced = guard(neutral);

class WaymarkChat extends HTMLElement {
  #words: Words = wordsFor("");
  #frame: HTMLIFrameElement | null = null;
  #ready = false;
  #go?: () => void;
  #narrow = matchMedia(NARROW);
  #said = make("div", { class: "said", role: "status" });
  #launch = make("button", { type: "button", class: "launch", "aria-expanded": "false" });
  #panel = make("div", { class: "panel", hidden: "" });
  #dock = make("div", {}, this.#launch, this.#panel);
  #leaveButton = make("button", { type: "button" });
  #exit = make("div", { class: "exit", popover: "manual" }, this.#leaveButton);
  #sheet = make("div", { class: "sheet", popover: "manual", hidden: "" });

  connectedCallback(): void {
    if (replaced || this.shadowRoot || document.querySelector("waymark-chat") !== this) return;
    this.#words = wordsFor(this.#setting("language"));
    const root = this.attachShadow({ mode: "open" });
    dress(root);
    this.#leaveButton.append(this.#words.exit);
    this.#leaveButton.ariaLabel = this.#words.exit_name;
    this.#leaveButton.addEventListener("click", () => this.#leave());
    this.#launch.append(this.#words.chat);
    this.#launch.addEventListener("click", () => this.#open());
    root.append(make("slot", {}), this.#dock, this.#exit, this.#said, this.#sheet);
    this.#wear(colourOf(this.#setting("colour")));
    this.#place();

    watchShift(window, () => this.#leave(), (n) => this.#say(n));
    addEventListener("message", (event) => this.#heard(event));
    this.#narrow.addEventListener("change", () => this.#layout());
    visualViewport?.addEventListener("resize", () => this.#layout());
    visualViewport?.addEventListener("scroll", () => this.#layout());
    document.addEventListener("toggle", (event) => this.#raise(event), true);
    // A finger that pressed Exit in the frame, and comes up out here: the browser may tell us and not the frame.
    for (const type of ["pointerup", "pointermove"] as const)
      addEventListener(type, (event) => event.buttons || this.#sheet.hidden || this.#post({ waymark: "released" }), true);
    watchPress((event) => this.#pressed(event), (on) => this.#cover(on), () => this.#leave());
  }

  #wear(colour: string): void {
    if (!colour) return;
    this.#dock.style.setProperty("--accent", colour);
    this.#dock.style.setProperty("--on-accent", inkOn(colour));
  }

  /** Over the page; or (`inline`) where the tag stands, unless the screen is too small for both page and chat. */
  #place(): void {
    const over = !this.hasAttribute("inline") || (this.#narrow.matches && !this.#panel.hidden);
    const kind = over ? "dock" : "inline";
    if (this.#dock.className === kind) return;
    this.#dock.className = kind;
    this.#dock.popover = over ? "manual" : null;
    if (over) this.#dock.showPopover?.();
    this.#top();
  }

  /** Exit goes over whatever came into the top layer after it. */
  #top(): void {
    this.#exit.hidePopover?.();
    this.#exit.showPopover?.();
  }

  /** Exit, if that is pressed. A modal dialog of the page makes all around it dead, also Exit: then it is where it is drawn. */
  #pressed(event: Event): Element | false {
    const button = this.#leaveButton;
    const through = document.querySelector("dialog:modal") && isAt(button, event as PointerEvent);
    return (through || event.composedPath().includes(button)) && button;
  }

  #cover(on: boolean): void {
    this.#sheet.hidden = !on;
    on ? this.#sheet.showPopover?.() : this.#sheet.hidePopover?.();
  }

  #setting(name: string): string {
    return this.getAttribute(name) ?? "";
  }

  #say(presses: number): void {
    this.#said.textContent = [, this.#words.shift_two, this.#words.shift_one][presses] ?? "";
  }

  #open(): void {
    this.#launch.hidden = true;
    this.#launch.classList.remove("news");
    this.#launch.removeAttribute("aria-label");
    this.#panel.hidden = false;
    if (!this.#frame) {
      this.#frame = frame(SERVICE, this.#setting("language"), this.#words.chat);
      this.#frame.addEventListener("load", () => this.#greet());
      this.#panel.append(this.#frame);
      setTimeout(() => this.#ready || this.#fallBack(), PATIENCE);
    }
    this.#layout();
    this.#panel.scrollIntoView({ block: "nearest" });
    this.#frame.focus();
  }

  #minimise(): void {
    this.#panel.hidden = true;
    this.#launch.hidden = false;
    this.#place();
    this.#launch.focus();
  }

  #greet(): void {
    this.#post({
      waymark: "open",
      audience: this.#setting("audience"),
      language: this.#setting("language"),
      nation: this.#setting("nation"),
      colour: this.#setting("colour"),
      neutral: neutral(),
      corner: this.#narrow.matches,
    });
  }

  #fallBack(): void {
    if (!this.#panel.querySelector(".silent"))
      this.#panel.append(silent(this, this.#words, () => this.#minimise()));
  }

  #post(message: ToFrame): void {
    this.#frame?.contentWindow?.postMessage(message, SERVICE);
  }

  #heard(event: MessageEvent): void {
    if (event.origin !== SERVICE || !this.#frame || event.source !== this.#frame.contentWindow) return;
    const said = toPage(event.data)?.waymark;
    // The frame leaves; or it has told the helpline, and nothing has to be kept or waited for any longer.
    if (said === "exit") this.#go ? this.#go() : this.#leave(true);
    if (said === "cover" || said === "uncover") this.#cover(said === "cover");
    if (said === "minimise") this.#minimise();
    if (said === "ready") {
      this.#ready = true;
      this.#panel.querySelector(".silent")?.remove();
    }
    if (said === "news" && this.#panel.hidden) {
      this.#launch.classList.add("news");
      this.#launch.setAttribute("aria-label", this.#words.news);
      this.#said.textContent = this.#words.news;
    }
  }

  /** A phone's keyboard moves and shrinks what can be seen: Exit and the panel stay within it. Pinch-zoom must not. */
  #layout(): void {
    const corner = this.#narrow.matches;
    this.#place();
    const view = visualViewport?.scale === 1 ? visualViewport : null;
    this.#panel.classList.toggle("corner", corner);
    this.#panel.style.setProperty("--height", view ? `${view.height}px` : "100%");
    for (const part of [this.#panel, this.#exit]) part.style.setProperty("--top", `${view?.offsetTop ?? 0}px`);
    if (this.#ready && !this.#panel.hidden) this.#post({ waymark: "layout", corner });
  }

  /** Whatever the page puts into the top layer after us goes over Exit, unless Exit goes over it again. */
  #raise(event: Event): void {
    const opened = (event as ToggleEvent).newState === "open" && (event.target as Element).matches("[popover], dialog");
    if (opened) this.#top();
  }

  #leave(told = false): void {
    if (this.#go) return;
    const go = leave({
      title: this.#words.left_title,
      keep: this.#frame,
      warn: () => told || this.#post({ waymark: "exit" }),
      mark,
      neutral: neutral(),
      wait: this.#ready ? GOODBYE : 0,
    });
    this.#go = () => (document.body.replaceChildren(), go());
  }
}

if (!customElements.get("waymark-chat")) customElements.define("waymark-chat", WaymarkChat);
