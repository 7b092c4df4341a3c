import { safeAddress, USUAL_NEUTRAL } from "../shared/leave.js";

/** What the helpline writes into the page: everything the page must know before, or without, a connection. */
export interface Config {
  /** Where Exit goes. */
  neutral: string;
  helpline: { name: string; phone: string };
  /** The emergency number. */
  emergency: string;
  /** Origins whose pages may hold this page in a frame. */
  sites: string[];
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

export function readConfig(page: Document): Config {
  const raw = page.querySelector<HTMLMetaElement>("meta[name=waymark-config]")?.content ?? "{}";
  const given = parse(raw);
  const helpline = (given.helpline ?? {}) as Record<string, unknown>;
  const sites = [...(Array.isArray(given.sites) ? given.sites : []), given.parent];
  return {
    neutral: safeAddress(text(given.neutral), USUAL_NEUTRAL),
    helpline: { name: text(helpline.name), phone: text(helpline.phone) },
    emergency: text(given.emergency) || "999",
    sites: sites.filter((site): site is string => typeof site === "string"),
  };
}

/** A page whose settings cannot be read still has Exit and the emergency number. */
function parse(raw: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(raw);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
