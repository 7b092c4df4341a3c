/** What is on the screen: entries in order of `seq`, each once, and after them what is not taken yet. */
import type { Entry } from "./protocol.js";

/** How far a message of the visitor has come; entries of others have none. */
export type Sent = "sending" | "queued" | "failed" | "sent";

export interface Item {
  /** Stays the same for the life of the item, so that its place on the screen does too. */
  key: string;
  seq: number | null;
  entry: Omit<Entry, "type" | "seq">;
  state?: Sent;
}

export class Conversation {
  #items: Item[] = [];

  /** What may be seen now. */
  get items(): readonly Item[] {
    return this.#items;
  }

  get empty(): boolean {
    return !this.#items.some((item) => item.entry.author === "visitor");
  }

  write(id: string, text: string): void {
    this.#items.push({ key: id, seq: null, entry: { author: "visitor", text }, state: "queued" });
  }

  find(id: string): Item | undefined {
    return this.#items.find((item) => item.key === id);
  }

  mark(id: string, state: Sent): void {
    const item = this.find(id);
    if (item) item.state = state;
  }

  /** The line came or went: what waits is on its way, or waits again. */
  shift(from: Sent, to: Sent): void {
    for (const item of this.#items) if (item.state === from) item.state = to;
  }

  drop(id: string): void {
    this.#items = this.#items.filter((item) => item.key !== id);
  }

  acked(id: string, seq: number): void {
    const mine = this.find(id);
    if (!mine) return;
    const known = this.#items.find((item) => item.seq === seq && item !== mine);
    if (known) this.drop(known.key);
    mine.seq = seq;
    mine.state = "sent";
    this.#sort();
  }

  add({ seq, ...entry }: Entry): void {
    const known = this.#items.find((item) => item.seq === seq) ?? this.#own(entry);
    if (known) {
      known.seq = seq;
      known.entry = entry;
      if (known.state) known.state = "sent";
    } else this.#items.push({ key: `seq-${seq}`, seq, entry });
    this.#sort();
  }

  /** The log's copy of a message whose ack is still on its way. */
  #own(entry: Item["entry"]): Item | undefined {
    if (entry.author !== "visitor") return undefined;
    return this.#items.find((item) => item.seq === null && item.state !== "failed" && item.entry.text === entry.text);
  }

  #sort(): void {
    this.#items.sort((a, b) => (a.seq ?? Infinity) - (b.seq ?? Infinity) || 0);
  }

  /** Everything goes but what never reached us: the visitor may still want to send that. */
  clearTaken(): void {
    this.#items = this.#items.filter((item) => item.state === "failed");
  }

  clear(): void {
    this.#items = [];
  }
}
