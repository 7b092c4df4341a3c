/**
 * <waymark-said>: what is said to screen readers, quietly and at once. While a dialog is open the rest
 * of the page is inert, live regions with it: danger would be told to everybody but to who listens. So
 * they go where the reader is, into the dialog on top, and come back when it closes.
 */

/** A region has to be in its place a moment before its words change, or they are not read out. */
const SETTLES_AFTER = 60;
const KINDS = ["polite", "assertive"] as const;
type Kind = (typeof KINDS)[number];

function region(role: "status" | "alert"): HTMLParagraphElement {
  const one = document.createElement("p");
  one.className = "unseen";
  one.setAttribute("role", role);
  return one;
}

export class WaymarkSaid extends HTMLElement {
  private home: Element | null = null;
  private readonly regions = { polite: region("status"), assertive: region("alert") };
  private readonly words = { polite: "", assertive: "" };
  private settling = 0;

  connectedCallback(): void {
    this.home ??= this.parentElement;
    if (!this.firstChild) this.append(this.regions.polite, this.regions.assertive);
  }

  /** The dialog it was in is gone, and it with it. */
  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (!this.isConnected && this.home?.isConnected) this.home.append(this);
    });
  }

  set polite(text: string) { this.say("polite", text); }

  set assertive(text: string) { this.say("assertive", text); }

  private say(kind: Kind, text: string): void {
    if (this.words[kind] === text) return;
    this.goes();
    this.words[kind] = text;
    if (this.settling !== 0) return;
    this.settling = window.setTimeout(() => {
      this.settling = 0;
      for (const one of KINDS) this.regions[one].textContent = this.words[one];
    }, SETTLES_AFTER);
  }

  /** To where it is heard. What was said before is not said again there. */
  private goes(): void {
    const open = [...document.querySelectorAll("dialog:modal")];
    // Of two, the one on top has the focus, wherever it stands in the page.
    const place = open.filter((one) => one.contains(document.activeElement)).at(-1) ?? open.at(-1) ?? this.home;
    if (!place?.isConnected || this.parentElement === place) return;
    for (const one of KINDS) this.words[one] = this.regions[one].textContent = "";
    place.append(this);
  }
}

customElements.define("waymark-said", WaymarkSaid);
