/** The frame's side of the link with the charity's page (shared/link.ts). */
import { toFrame, type ToFrame, type ToPage } from "../shared/link.js";

export class Embed {
  /** The one origin we talk with, once its page has said `open`. */
  #page: string | null = null;

  constructor(
    private readonly sites: readonly string[],
    private readonly heard: (message: ToFrame) => unknown,
  ) {
    if (this.framed) addEventListener("message", (event) => this.#take(event));
  }

  get framed(): boolean {
    return parent !== window;
  }

  /** The page around us is there and has made itself known. */
  get open(): boolean {
    return this.#page !== null;
  }

  say(message: ToPage): void {
    if (this.#page) parent.postMessage(message, this.#page);
  }

  #take(event: MessageEvent): void {
    if (event.source !== parent || !this.sites.includes(event.origin)) return;
    if (this.#page && event.origin !== this.#page) return;
    const message = toFrame(event.data);
    if (!message || (!this.#page && message.waymark !== "open")) return;
    this.#page = event.origin;
    if (message.waymark === "open") this.say({ waymark: "ready" });
    this.heard(message);
  }
}
