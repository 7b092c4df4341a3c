/**
 * Keeps Back from showing what Exit took away.
 *
 * Measured in Chromium and Firefox: leaving by `location.replace` alone shows the site's page before this one,
 * and a page kept in memory by the browser comes back whole. A cookie marker survives both; a sessionStorage
 * marker does not (Firefox). The marker names nothing, holds no word and is gone after ten minutes. Typing the
 * address is no `back_forward` navigation and works.
 */

const MARKER = "lyt=1";
const SECONDS = 600;

export function mark(): void {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${MARKER}; max-age=${SECONDS}; path=/; samesite=lax${secure}`;
}

/** Whether this document was loaded by Back or Forward after an exit, and must not be shown. */
export const cameAfterExit = (): boolean => marked() && cameBack();

const marked = (): boolean => document.cookie.split("; ").includes(MARKER);

const cameBack = (): boolean => {
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return entry?.type === "back_forward";
};

const root = (): CSSStyleDeclaration => document.documentElement.style;
export const hide = (): void => root().setProperty("display", "none", "important");

const BLANK_ICON =
  "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

const toHead = (tag: "link" | "meta", values: object): void =>
  document.head.append(Object.assign(document.createElement(tag), values));

/** A plain tab while the next page loads. */
export function disguise(title: string): void {
  toHead("link", { rel: "icon", href: BLANK_ICON });
  document.title = title;
}

/** The next page is not told where its visitor came from: `location.replace` alone sends a Referer. */
export const unsaid = (): void => toHead("meta", { name: "referrer", content: "no-referrer" });

function go(neutral: string): void {
  hide();
  // An empty title would be replaced by the address, which says more.
  disguise("\u2026");
  unsaid();
  location.replace(neutral);
}

/**
 * Starts the guard. True: this page must not be shown, and is being replaced already.
 * `neutral` is asked at the moment it is needed, as a page's script may set it later.
 */
export function guard(neutral: () => string): boolean {
  let scroll = [0, 0] as [number, number];
  let was = "";
  addEventListener("pagehide", () => {
    scroll = [scrollX, scrollY];
    was = root().getPropertyValue("display");
    hide();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted ? marked() : cameAfterExit()) {
      go(neutral());
    } else if (event.persisted) {
      root().setProperty("display", was);
      scrollTo(...scroll);
    }
  });
  if (!cameAfterExit()) return false;
  go(neutral());
  return true;
}
