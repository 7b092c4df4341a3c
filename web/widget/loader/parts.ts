import type en from "../locale/loader.en.json";

export type Words = typeof en;
/** By language, whole in each: the build puts them here (vite.loader.config.ts). */
declare const LOADER_WORDS: Record<string, Words> & { en: Words };
const all = LOADER_WORDS;
/** English for a language that there is none of. */
export const wordsFor = (language: string): Words => all[language] ?? all.en;

/** An element with attributes and children: the loader writes no markup strings, so it runs under Trusted Types. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * The chat's own window on the service's origin. No camera, no clipboard, no referrer. Popups are let through for
 * links to services only: they open beside the chat, so that reading about a helpline does not lose the talk.
 */
export function frame(service: string, language: string, title: string): HTMLIFrameElement {
  return make("iframe", {
    src: `${service}/frame?language=${language}`,
    title,
    referrerpolicy: "no-referrer",
    sandbox: [
      "allow-scripts",
      "allow-forms",
      "allow-same-origin",
      "allow-top-navigation-by-user-activation",
      "allow-popups",
      "allow-popups-to-escape-sandbox",
    ].join(" "),
  });
}

/** What shows in place of a chat that does not answer: the number 999 and the charity's own fallback links. */
export function silent(host: Element, words: Words, close: () => void): HTMLElement {
  const button = make("button", { type: "button" }, words.close);
  button.addEventListener("click", close);
  return make(
    "div",
    { class: "silent", role: "alert" },
    make("p", {}, words.silent),
    make("p", {}, make("a", { href: "tel:999" }, words.emergency)),
    ...[...host.childNodes].map((node) => node.cloneNode(true)),
    button,
  );
}
