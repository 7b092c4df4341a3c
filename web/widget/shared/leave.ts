/**
 * Leaving: the one order of steps, for the charity's page and for the chat's own page.
 *
 * None of it needs the network, so it works while the service is down. A browser draws nothing before a task has
 * ended, so what can be seen is taken away first and alone: one style, one message to the other half, the title. The
 * rest (to empty the document, a plain icon, the helpline, the marker, the next page) takes several times as long and
 * follows once the blank page is drawn. A step that fails must not keep the next from happening: that is why each is
 * tried on its own.
 */
import { disguise, hide, unsaid } from "./guard.js";

export interface Leaving {
  /** What the tab says while the next page loads. */
  title: string;
  /** An element that must stay attached (hidden) a moment longer: a frame that still has to say goodbye. */
  keep?: Element | null | undefined;
  /** Tells the other half of the page, the frame or the page around it, which has to be blank as soon. */
  warn?: (() => unknown) | undefined;
  /** Tells the helpline. */
  tell?: () => unknown;
  /** Sets the marker for Back; only where this document is the one that Back returns to. */
  mark?: () => void;
  /** Where to go; without it the page around this one goes. */
  neutral?: string;
  /** How long the other half has at most to tell the helpline before this document goes, in milliseconds. */
  wait?: number;
}

/** Leaves. What is returned goes to the next page at once, for when there is nothing to wait for any longer. */
export function leave({ title, keep, warn, tell, mark, neutral, wait }: Leaving): () => void {
  const go = onlyOnce(() => tryAll([mark, unsaid, neutral && (() => location.replace(neutral))]));
  tryAll([hide, warn, () => (document.title = title)]);
  onceDrawn(() => {
    tryAll([tell, () => empty(keep), () => disguise(title)]);
    setTimeout(go, wait);
  });
  return go;
}

/** Longer than a slow device takes to draw a blank page, in milliseconds. */
const UNDRAWN = 100;

/**
 * Does something in the task after the next frame was drawn. A tab in the background draws none, nor does a frame
 * whose page has hidden it: such a document does not wait.
 */
function onceDrawn(step: () => void): void {
  const alone = parent === window;
  const once = onlyOnce(step);
  if (alone) requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, alone ? UNDRAWN : 0);
}

function onlyOnce(step: () => void): () => void {
  let first = true;
  return () => {
    if (first) step();
    first = false;
  };
}

function tryAll(steps: ((() => unknown) | "" | undefined)[]): void {
  for (const step of steps) {
    if (!step) continue;
    try {
      step();
    } catch {
      // A host page can break any of these (a locked prototype, a policy); the next step still counts.
    }
  }
}

/** Empties the document, but for the chain of elements that holds `keep`. */
function empty(keep: Element | null | undefined): void {
  document.head.replaceChildren();
  bare(document.body);
  if (!keep?.isConnected) {
    document.body.replaceChildren();
    return;
  }
  let node: Node = keep;
  while (node !== document.body && node.parentNode) {
    const parent: Node = node.parentNode;
    for (const child of [...parent.childNodes]) if (child !== node) child.remove();
    if (parent instanceof Element) bare(parent);
    if (parent instanceof ShadowRoot) {
      parent.host.replaceChildren();
      node = parent.host;
    } else node = parent;
  }
}

/** Names of classes and ids can say what a page was about. */
const bare = (element: Element): void => {
  for (const name of element.getAttributeNames()) element.removeAttribute(name);
};

/** A web address to leave to, or the standard one: nothing but http(s) is ever followed. */
export function safeAddress(address: string | null | undefined, otherwise: string): string {
  const url = address && URL.canParse(address) ? new URL(address) : null;
  return url && /^https?:$/.test(url.protocol) ? url.href : otherwise;
}

/** Where the GOV.UK component goes too: an ordinary page that many people have open. */
export const USUAL_NEUTRAL = "https://www.bbc.co.uk/weather";
