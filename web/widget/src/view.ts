import { spoken, type Language } from "./languages.js";
import type { Words } from "./words.js";

/**
 * Keeps the chat inside what can be seen when a phone's keyboard is open. Where the browser shrinks the page by
 * itself, this changes nothing; a page magnified with two fingers is left as it is.
 */
export function followKeyboard(element: HTMLElement): void {
  const view = visualViewport;
  if (!view) return;
  const fit = (): void => {
    const covered = view.scale === 1 && innerHeight - view.height > 1;
    element.style.height = covered ? `${view.height}px` : "";
    element.style.top = covered ? `${view.offsetTop}px` : "";
    element.style.bottom = covered ? "auto" : "";
  };
  view.addEventListener("resize", fit);
  view.addEventListener("scroll", fit);
}

/** What belongs to the page and not to the element: language, size of the text, a title that says little. */
export function dressPage(language: Language, size: string, words: Words): void {
  const root = document.documentElement;
  const { tag, direction } = spoken(language);
  root.dir = direction;
  root.lang = tag;
  root.style.fontSize = size;
  document.title = words.title;
}
