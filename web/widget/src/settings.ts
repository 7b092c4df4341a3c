import type { ToFrame } from "../shared/link.js";
import { spoken } from "./languages.js";
import type { Nation, Settings } from "./protocol.js";

const NATIONS: readonly string[] = ["england", "wales", "scotland", "northern_ireland"];

/** Settings from whoever opened the chat: a charity's tag, or its link to the stand-alone page. */
export function readSettings(given: Record<string, string | null | undefined>): Settings {
  return {
    audience: given.audience === "young" ? "young" : "adult",
    language: spoken(given.language).code,
    nation: asNation(given.nation),
    style: "standard",
  };
}

export const asNation = (name: string | null | undefined): Nation | undefined =>
  name && NATIONS.includes(name) ? (name as Nation) : undefined;

export const settingsOfLink = (search: string): Settings => readSettings(Object.fromEntries(new URLSearchParams(search)));

export const settingsOfPage = ({ audience, language, nation }: Extract<ToFrame, { waymark: "open" }>): Settings =>
  readSettings({ audience, language, nation });
