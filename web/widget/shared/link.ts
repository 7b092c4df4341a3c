/**
 * What the charity's page and the chat's frame say to each other. Never a word of the chat: the page around us
 * may carry trackers and session recorders, and must learn no more than that a chat is open.
 */

export type ToFrame =
  | {
      waymark: "open";
      audience: string;
      language: string;
      nation: string;
      neutral: string;
      corner: boolean;
      /** A loader that was pinned before there were colours sends none. */
      colour?: string;
    }
  | { waymark: "layout"; corner: boolean }
  /** Exit was being pressed in the frame, and the finger went up outside it. */
  | { waymark: "released" }
  | { waymark: "exit" };

/** `cover`: Exit is being pressed in the frame; `uncover`: it was not, after all (shared/press.ts). */
const TO_PAGE = ["ready", "exit", "minimise", "news", "cover", "uncover"] as const;
export type ToPage = { waymark: (typeof TO_PAGE)[number] };

const SHAPES: Record<string, Record<string, string>> = {
  open: { audience: "string", language: "string", nation: "string", neutral: "string", corner: "boolean" },
  layout: { corner: "boolean" },
  released: {},
  exit: {},
};
/** What `open` may leave out: a charity may keep a loader of long ago (docs/embedding.md). */
const OPTIONAL: Record<string, string> = { colour: "string" };

const kindOf = (data: unknown): string => String((data as { waymark?: unknown } | null)?.waymark);

export function toFrame(data: unknown): ToFrame | null {
  const kind = kindOf(data);
  const shape = Object.hasOwn(SHAPES, kind) ? SHAPES[kind] : undefined;
  if (!shape) return null;
  const { waymark: _, ...fields } = data as Record<string, unknown>;
  const extra = kind === "open" ? OPTIONAL : {};
  const whole = Object.keys(shape).every((name) => name in fields);
  const fits = Object.keys(fields).every((name) => typeof fields[name] === (shape[name] ?? extra[name]));
  return whole && fits ? (data as ToFrame) : null;
}

/** These say one thing each; with anything more to it, it is not one of them. */
export const toPage = (data: unknown): ToPage | null =>
  TO_PAGE.some((kind) => kind === kindOf(data)) && Object.keys(data as object).length === 1 ? (data as ToPage) : null;
