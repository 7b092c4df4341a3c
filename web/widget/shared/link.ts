/**
 * What the charity's page and the chat's frame say to each other. Never a word of the chat: the page around us
 * may carry trackers and session recorders, and must learn no more than that a chat is open.
 */

export type ToFrame =
  | { waymark: "open"; audience: string; language: string; nation: string; neutral: string; corner: boolean }
  | { waymark: "layout"; corner: boolean }
  | { waymark: "exit" };

export type ToPage = { waymark: "ready" } | { waymark: "exit" } | { waymark: "minimise" } | { waymark: "news" };

const SHAPES: Record<string, Record<string, string>> = {
  open: { audience: "string", language: "string", nation: "string", neutral: "string", corner: "boolean" },
  layout: { corner: "boolean" },
  exit: {},
  ready: {},
  minimise: {},
  news: {},
};

const TO_FRAME = ["open", "layout", "exit"];
const TO_PAGE = ["ready", "exit", "minimise", "news"];

function shaped(data: unknown, kinds: string[]): boolean {
  if (typeof data !== "object" || data === null) return false;
  const { waymark, ...fields } = data as Record<string, unknown>;
  if (typeof waymark !== "string" || !kinds.includes(waymark)) return false;
  const shape = SHAPES[waymark] ?? {};
  const names = Object.keys(fields);
  return names.length === Object.keys(shape).length && names.every((name) => typeof fields[name] === shape[name]);
}

export const toFrame = (data: unknown): ToFrame | null => (shaped(data, TO_FRAME) ? (data as ToFrame) : null);
export const toPage = (data: unknown): ToPage | null => (shaped(data, TO_PAGE) ? (data as ToPage) : null);
