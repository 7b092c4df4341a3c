/** Who answers now, in two lines: never more than we know. */
import type { Line } from "./line.js";
import type { Owned } from "./protocol.js";
import { fill, type Words } from "./words.js";

export function status(words: Words, line: Line, owned: Owned | null): [string, string] {
  if (!owned) return [words.connecting, line === "offline" ? "" : words.connecting_more];
  switch (owned.owner) {
    case "assistant":
      return [words.assistant, words.assistant_more];
    case "waiting":
      return [words.waiting, [place(words, owned), wait(words, owned)].filter(Boolean).join(". ")];
    case "worker":
      return [fill(words.worker, { name: owned.name || words.worker_unnamed }), words.worker_more];
    case "closed":
      return [words.closed, words.closed_more];
  }
}

function place(words: Words, { position }: Owned): string {
  if (!position) return "";
  return position === 1 ? words.waiting_next : fill(words.waiting_place, { position });
}

function wait(words: Words, { wait_minutes: minutes }: Owned): string {
  if (minutes === undefined || minutes === null) return words.waiting_unknown;
  return minutes <= 1 ? words.waiting_minute : fill(words.waiting_minutes, { minutes: Math.round(minutes) });
}
