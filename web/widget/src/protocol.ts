/** The frames of docs/protocol.md, version 1. What does not fit is dropped here, so nothing later has to doubt it. */

import type { Language } from "./languages.js";

export type Audience = "adult" | "young";
export type Nation = "england" | "wales" | "scotland" | "northern_ireland";
export type Style = "standard" | "simple";
export type Owner = "assistant" | "waiting" | "worker" | "closed";
export type Author = "visitor" | "assistant" | "worker" | "service";

export interface Settings {
  audience: Audience;
  language: Language;
  nation?: Nation | undefined;
  style: Style;
}

export interface Choice {
  id: string;
  label: string;
}

export interface Part {
  id: string;
  label: string;
  text: string;
  /** Stands below the label. */
  hint?: string;
  /** One line is enough. */
  line?: boolean;
}

export type Card = { type: string } & Record<string, unknown>;

export interface Entry {
  type: "entry";
  seq: number;
  at?: string;
  author: Author;
  name?: string;
  text?: string;
  choices?: Choice[];
  card?: Card;
  kind?: string;
}

export interface Owned {
  owner: Owner;
  position?: number;
  wait_minutes?: number;
  name?: string;
}

export type ServerFrame =
  | { type: "welcome"; token?: string; seq: number; owner: Owner; service?: { demonstration?: boolean } }
  | { type: "ack"; id: string; seq: number }
  | { type: "kept"; id: string }
  | Entry
  | ({ type: "owner" } & Owned)
  | { type: "typing"; author: Author }
  | { type: "words"; words: string | string[]; until: string }
  | { type: "leave" | "fold" | "gone" | "pong" }
  | { type: "challenge"; challenge: string; bits: number; parts: number }
  | { type: "error"; code: string; id?: string };

export type ClientFrame = { type: string } & Record<string, unknown>;

type Check = (value: unknown) => boolean;
const string: Check = (value) => typeof value === "string";
const number: Check = (value) => typeof value === "number";
const owner: Check = (value) => ["assistant", "waiting", "worker", "closed"].includes(value as string);
const author: Check = (value) => ["visitor", "assistant", "worker", "service"].includes(value as string);
const words: Check = (value) => string(value) || (Array.isArray(value) && value.every(string));
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === null || check(value);
const record: Check = (value) => typeof value === "object" && value !== null;
const choices: Check = (value) =>
  Array.isArray(value) && value.every((one) => record(one) && string(one.id) && string(one.label));
const card: Check = (value) => record(value) && string((value as Card).type);

const SHAPES: Record<string, Record<string, Check>> = {
  welcome: { token: maybe(string), seq: number, owner, service: maybe(record) },
  ack: { id: string, seq: number },
  kept: { id: string },
  entry: {
    seq: number,
    author,
    name: maybe(string),
    text: maybe(string),
    choices: maybe(choices),
    card: maybe(card),
    kind: maybe(string),
  },
  owner: { owner, position: maybe(number), wait_minutes: maybe(number), name: maybe(string) },
  typing: { author },
  words: { words, until: maybe(string) },
  leave: {},
  fold: {},
  gone: {},
  pong: {},
  challenge: { challenge: string, bits: number, parts: number },
  error: { code: string, id: maybe(string) },
};

export function readFrame(data: unknown): ServerFrame | null {
  if (typeof data !== "string") return null;
  let frame: unknown;
  try {
    frame = JSON.parse(data);
  } catch {
    return null;
  }
  if (!record(frame)) return null;
  const fields = frame as Record<string, unknown>;
  const type = String(fields.type);
  const shape = Object.hasOwn(SHAPES, type) ? SHAPES[type] : undefined;
  if (!shape || !Object.entries(shape).every(([name, check]) => check(fields[name]))) return null;
  return fields as unknown as ServerFrame;
}
