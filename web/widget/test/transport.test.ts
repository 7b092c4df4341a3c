import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Line, Socket } from "../src/line.js";
import type { ServerFrame, Settings } from "../src/protocol.js";
import { Transport } from "../src/transport.js";

/** The other end of a line: keeps what was sent, says what it is told to say. */
class Wire {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  sent: Record<string, unknown>[] = [];
  closed = false;
  readyState = 0;
  send(data: string): void {
    this.sent.push(JSON.parse(data) as Record<string, unknown>);
  }
  close(): void {
    this.closed = true;
  }
  says(frame: unknown): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  welcome(token: string | undefined = "t", seq = 0): void {
    this.onopen?.();
    this.says({ type: "welcome", token, seq, owner: "assistant" });
  }
  of(type: string): Record<string, unknown>[] {
    return this.sent.filter((frame) => frame.type === type);
  }
}

const settings: Settings = { audience: "adult", language: "en", style: "standard" };
let wires: Wire[];
let heard: ServerFrame[];
let lines: Line[];
let refused: string[];
let transport: Transport;
const last = (): Wire => wires[wires.length - 1]!;

beforeEach(() => {
  vi.useFakeTimers();
  [wires, heard, lines, refused] = [[], [], [], []];
  const connect = (): Socket => {
    wires.push(new Wire());
    return last() as unknown as Socket;
  };
  const listener = {
    line: (state: Line) => lines.push(state),
    frame: (frame: ServerFrame) => heard.push(frame),
    refused: (id: string) => refused.push(id),
  };
  transport = new Transport(connect, () => settings, listener, () => 0.5);
  transport.start();
});
afterEach(() => vi.useRealTimers());

const entry = (seq: number): unknown => ({ type: "entry", seq, author: "assistant", text: `entry ${seq}` });
const seen = (): number[] => heard.flatMap((frame) => (frame.type === "entry" ? [frame.seq] : []));

describe("the line to the helpline", () => {
  it("says hello, and goes on with token and last entry after a cut", () => {
    last().welcome("secret");
    last().says(entry(1));
    last().says(entry(2));
    last().onclose?.();
    vi.advanceTimersByTime(1_000);
    last().onopen?.();
    expect(wires).toHaveLength(2);
    expect(last().sent[0]).toEqual({ type: "hello", audience: "adult", language: "en", token: "secret", after: 2 });
  });

  it("shows each entry once, however often it comes", () => {
    last().welcome();
    for (const seq of [1, 2, 2, 1, 3]) last().says(entry(seq));
    expect(seen()).toEqual([1, 2, 3]);
  });

  it("sends an unacknowledged message again with the same id, and an acknowledged one never", () => {
    last().welcome();
    transport.deliver({ type: "say", id: "a", text: "one" });
    transport.deliver({ type: "say", id: "b", text: "two" });
    last().says({ type: "ack", id: "a", seq: 1 });
    last().onclose?.();
    vi.advanceTimersByTime(1_000);
    last().welcome();
    expect(last().of("say")).toEqual([{ type: "say", id: "b", text: "two" }]);
  });

  it("solves a puzzle that is asked for, and says hello again with the answer, once", async () => {
    last().onopen?.();
    last().says({ type: "challenge", challenge: "A".repeat(36), bits: 4, parts: 2 });
    last().says({ type: "error", code: "busy", message: "" });
    await vi.waitFor(() => expect(last().of("hello")).toHaveLength(2));
    expect(last().of("hello")[1]!.proof).toMatch(/^A{36}\.\d+\.\d+$/);
    last().welcome();
    expect(lines.at(-1)).toBe("open");
    last().onclose?.();
    vi.advanceTimersByTime(1_000);
    last().onopen?.();
    expect(last().of("hello")[0]).not.toHaveProperty("proof");
  });

  it("keeps what was written before the first welcome", () => {
    transport.deliver({ type: "say", id: "a", text: "early" });
    expect(last().sent).toEqual([]);
    last().welcome();
    expect(last().of("say")).toHaveLength(1);
  });

  it("finds a dead line within 20 seconds", () => {
    last().welcome();
    vi.advanceTimersByTime(18_100);
    expect(last().of("ping")).toHaveLength(1);
    expect(wires[0]!.closed).toBe(true);
    expect(lines.at(-1)).toBe("offline");
  });

  it("waits longer after each failure, and never more than 15 seconds", () => {
    const waits: number[] = [];
    for (let n = 0; n < 9; n += 1) {
      const before = wires.length;
      last().onclose?.();
      let waited = 0;
      while (wires.length === before) {
        vi.advanceTimersByTime(50);
        waited += 50;
      }
      waits.push(waited);
    }
    expect(waits[0]).toBeLessThanOrEqual(500);
    expect(waits[3]).toBeGreaterThan(waits[1]!);
    expect(Math.max(...waits)).toBeLessThanOrEqual(15_000);
  });

  it("lets a busy helpline breathe, then sends the same message again", () => {
    last().welcome();
    transport.deliver({ type: "say", id: "a", text: "one" });
    last().says({ type: "error", code: "too_fast", message: "", id: "a" });
    expect(refused).toEqual([]);
    vi.advanceTimersByTime(6_100);
    expect(last().of("say").map((frame) => frame.id)).toEqual(["a", "a"]);
  });

  it("forgets token and place when the conversation is gone, and tells which messages were not taken", () => {
    last().welcome("old");
    last().says(entry(5));
    transport.deliver({ type: "say", id: "a", text: "one" });
    last().says({ type: "gone" });
    transport.begin(false);
    expect(refused).toEqual(["a"]);
    expect(transport.token).toBeUndefined();
    expect(last().of("hello").at(-1)).toEqual({ type: "hello", audience: "adult", language: "en" });
  });

  it("ignores what is not a frame of the protocol", () => {
    last().welcome();
    for (const data of ["{", "[]", '{"type":"entry","seq":"1","author":"assistant"}', '{"type":"toString"}', 7])
      last().onmessage?.({ data });
    expect(heard.map((frame) => frame.type)).toEqual(["welcome"]);
  });

  it("says goodbye and stays silent after it is stopped", () => {
    last().welcome();
    transport.stop({ type: "exit" });
    expect(last().of("exit")).toHaveLength(1);
    vi.advanceTimersByTime(60_000);
    transport.wake();
    expect(wires).toHaveLength(1);
    expect(transport.token).toBeUndefined();
  });
});
