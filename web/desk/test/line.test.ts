import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Line } from "../src/line";

/** The desk's end of a connection that the browser believes in; what the far end does, a test says. */
class Wire {
  static readonly OPEN = 1;
  static made: Wire[] = [];
  readyState = Wire.OPEN;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  sent: string[] = [];
  closed = false;
  constructor() { Wire.made.push(this); }
  send(data: string): void { this.sent.push((JSON.parse(data) as { type: string }).type); }
  close(): void { this.closed = true; }
  answers(): void { this.onmessage?.({ data: '{"type":"pong"}' }); }
}

const SIGNED_IN = { worker: { id: "w1", name: "Sam", role: "worker" } };
/** After waking a line has so long to answer; the browser's own pings come every twenty seconds. */
const ANSWERS_WITHIN = 5_000;
let told: string[];
let line: Line;
let page: EventTarget & { visibilityState: string };
let browser: EventTarget;
let session: unknown;
const last = (): Wire => Wire.made.at(-1)!;

async function opens(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
  last().onopen?.();
}

beforeEach(async () => {
  vi.useFakeTimers();
  [told, Wire.made, session] = [[], [], SIGNED_IN];
  browser = new EventTarget();
  page = Object.assign(new EventTarget(), { visibilityState: "visible" });
  vi.stubGlobal("addEventListener", browser.addEventListener.bind(browser));
  vi.stubGlobal("document", page);
  vi.stubGlobal("window", globalThis);
  vi.stubGlobal("location", { href: "https://desk.example.org/" });
  vi.stubGlobal("WebSocket", Wire);
  vi.stubGlobal("fetch", () => Promise.resolve({ json: () => Promise.resolve(session) }));
  line = new Line({
    open: () => told.push("open"),
    frame: () => undefined,
    lost: () => told.push("lost"),
    signedOut: () => told.push("signed out"),
  });
  line.start();
  await opens();
});
afterEach(() => {
  line.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The lid is opened, a tab comes to the front, a page that was frozen goes on. */
const WAKES: [string, () => void][] = [
  ["a page that is looked at again", () => page.dispatchEvent(new Event("visibilitychange"))],
  ["a page that was frozen", () => page.dispatchEvent(new Event("resume"))],
];

describe("the desk's line", () => {
  it.each(WAKES)("asks at once whether it is alive, on %s", (_name, wakes) => {
    wakes();
    expect(last().sent).toEqual(["ping"]);
  });

  it("gives up a line that does not answer soon after its page wakes", () => {
    const before = last();
    page.dispatchEvent(new Event("visibilitychange"));
    vi.advanceTimersByTime(ANSWERS_WITHIN - 1);
    expect(told).toEqual(["open"]);
    vi.advanceTimersByTime(1);
    expect(told).toEqual(["open", "lost"]);
    expect(before.closed).toBe(true);
  });

  it("keeps a line that answers, and asks nothing more of it than before", () => {
    page.dispatchEvent(new Event("visibilitychange"));
    vi.advanceTimersByTime(ANSWERS_WITHIN / 2);
    last().answers();
    vi.advanceTimersByTime(ANSWERS_WITHIN * 2);
    expect(told).toEqual(["open"]);
    expect(last().sent).toEqual(["ping"]);
  });

  it("asks nothing when the page goes out of sight", () => {
    page.visibilityState = "hidden";
    page.dispatchEvent(new Event("visibilitychange"));
    expect(last().sent).toEqual([]);
  });

  it("does not take the silence of an old line for that of the new one", async () => {
    page.dispatchEvent(new Event("visibilitychange"));
    browser.dispatchEvent(new Event("offline"));
    browser.dispatchEvent(new Event("online"));
    await opens();
    vi.advanceTimersByTime(ANSWERS_WITHIN * 2);
    expect(told).toEqual(["open", "lost", "open"]);
    expect(last().closed).toBe(false);
  });

  it("comes back at once when a page wakes that had lost it", async () => {
    last().onclose?.();
    expect(told).toEqual(["open", "lost"]);
    page.dispatchEvent(new Event("visibilitychange"));
    await opens();
    expect(told).toEqual(["open", "lost", "open"]);
    expect(Wire.made).toHaveLength(2);
  });

  it("gives up a line that has been silent for long without any waking", () => {
    vi.advanceTimersByTime(110_000);
    expect(told).toEqual(["open", "lost"]);
  });

  it("tells a session that is over from a network that is gone", async () => {
    session = { error: { code: "not_signed_in" } };
    last().onclose?.();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told).toEqual(["open", "lost", "signed out"]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(Wire.made).toHaveLength(1);
  });
});
