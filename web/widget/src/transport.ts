/**
 * The line to the helpline. It comes back by itself, sends nothing twice that was taken, shows nothing twice that
 * was shown, and keeps the token in memory only: a reload begins with nothing.
 */
import type { Listener, Socket } from "./line.js";
import { readFrame, type ClientFrame, type Settings } from "./protocol.js";
import { solve } from "./puzzle.js";

/** Milliseconds. A dead line is noticed after at most PING + PONG, below the 20 s that the design allows. */
const PING = 10_000;
const PONG = 8_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;
/** How long to let a busy helpline breathe before the same message goes again. */
const BREATH = 3_000;
/** As `WebSocket.OPEN`. */
const OPEN = 1;

export class Transport {
  #socket: Socket | null = null;
  /** The socket can carry a hello … */
  #wired = false;
  /** … and the helpline has welcomed us on it. */
  #open = false;
  #token: string | undefined;
  #words: string | undefined;
  /** The answer to a puzzle, if one was asked for; good for one hello. */
  #proof: string | undefined;
  #solving = false;
  #after = 0;
  #outbox = new Map<string, ClientFrame>();
  #tries = 0;
  #stopped = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #beat: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly connect: () => Socket,
    private readonly settings: () => Settings,
    private readonly listener: Listener,
    private readonly random: () => number = Math.random,
  ) {}

  /** For the exit beacon; never stored, never shown to the page around us. */
  get token(): string | undefined {
    return this.#token;
  }

  start(words?: string): void {
    this.#drop();
    this.#stopped = false;
    this.#words = words;
    this.#forget();
    this.#dial();
  }

  /** Tries at once: the network is back, the tab is looked at again, or the visitor asks. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#open) this.#ping();
    else if (!this.#socket) this.#dial();
  }

  /** Kept until the helpline has taken it, across any number of connections; `id` makes a repeat harmless. */
  deliver(frame: ClientFrame & { id: string }): void {
    this.#outbox.set(frame.id, frame);
    this.#send(frame);
  }

  /** Said now or never: typing, settings, a wish for words. False where there is no line. */
  mention(frame: ClientFrame): boolean {
    return this.#send(frame);
  }

  /** Forgets the conversation on both sides and begins another on the same line. */
  begin(forget: boolean): boolean {
    if (forget && !this.#send({ type: "delete" })) return false;
    this.#forget();
    this.#hello();
    return true;
  }

  stop(goodbye?: ClientFrame): void {
    this.#stopped = true;
    if (goodbye) this.#send(goodbye);
    this.#drop();
    this.#forget();
  }

  #forget(): void {
    this.#token = undefined;
    this.#after = 0;
    this.#open = false;
    for (const id of this.#outbox.keys()) this.listener.refused(id, "not_open");
    this.#outbox.clear();
  }

  #dial(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    const socket = this.connect();
    this.#socket = socket;
    this.listener.line(this.#tries ? "offline" : "connecting");
    this.#expect();
    const ready = (): void => {
      this.#wired = true;
      this.#hello();
    };
    socket.onmessage = (event) => socket === this.#socket && this.#take(event.data);
    socket.onclose = () => socket === this.#socket && this.#lost();
    socket.onopen = ready;
    // One that was opened before this script was here may be open already.
    if (socket.readyState === OPEN) ready();
  }

  #hello(): void {
    if (!this.#wired) return;
    const { audience, language, nation } = this.settings();
    const hello: ClientFrame = { type: "hello", audience, language, ...(nation ? { nation } : {}) };
    if (this.#token) Object.assign(hello, { token: this.#token, after: this.#after });
    else if (this.#words) hello.words = this.#words;
    else if (this.#proof) hello.proof = this.#proof;
    this.#proof = undefined;
    this.#socket?.send(JSON.stringify(hello));
  }

  #take(data: unknown): void {
    this.#expect();
    const frame = readFrame(data);
    if (!frame) return;
    if (frame.type === "welcome") this.#welcomed(frame.token);
    if (frame.type === "ack" || frame.type === "kept") this.#outbox.delete(frame.id);
    if (frame.type === "gone") {
      this.#words = undefined;
      this.#forget();
    }
    if (frame.type === "challenge") return void this.#solve(frame.challenge, frame.bits, frame.parts);
    if (frame.type === "error") return this.#refused(frame.code, frame.id);
    if (frame.type === "entry") {
      if (frame.seq <= this.#after) return;
      this.#after = frame.seq;
    }
    this.listener.frame(frame);
  }

  /** In a flood a new chat costs a moment's work; the page, Exit and the numbers are there meanwhile. */
  async #solve(challenge: string, bits: number, parts: number): Promise<void> {
    if (this.#solving) return;
    this.#solving = true;
    const wanted = (): boolean => {
      if (this.#wired) this.#expect();
      return !this.#stopped && !this.#open;
    };
    const proof = await solve(challenge, bits, parts, wanted);
    this.#solving = false;
    if (proof === null || !wanted()) return;
    this.#proof = proof;
    this.#hello();
  }

  #welcomed(token: string | undefined): void {
    this.#token = token ?? this.#token;
    this.#words = undefined;
    this.#tries = 0;
    this.#open = true;
    this.listener.line("open");
    const { style } = this.settings();
    if (style !== "standard") this.#send({ type: "settings", style });
    for (const frame of this.#outbox.values()) this.#send(frame);
  }

  #refused(code: string, id = ""): void {
    const frame = this.#outbox.get(id);
    if (!frame) return;
    if (code === "too_fast" || code === "busy") {
      setTimeout(() => this.#outbox.has(id) && this.#send(frame), BREATH * (1 + this.random()));
      return;
    }
    this.#outbox.delete(id);
    this.listener.refused(id, code);
  }

  #send(frame: ClientFrame): boolean {
    if (!this.#open || !this.#socket) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  #ping(): void {
    clearTimeout(this.#beat);
    this.#beat = setTimeout(() => this.#lost(), PONG);
    this.#socket?.send(JSON.stringify({ type: "ping" }));
  }

  /** Something was heard (or a call was begun): wait for the next sign of life. */
  #expect(): void {
    clearTimeout(this.#beat);
    this.#beat = setTimeout(() => (this.#open ? this.#ping() : this.#lost()), PING);
  }

  #lost(): void {
    this.#drop();
    if (this.#stopped) return;
    this.listener.line("offline");
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#tries) * (0.5 + this.random() / 2);
    this.#tries += 1;
    this.#retry = setTimeout(() => this.#dial(), wait);
  }

  #drop(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#beat);
    this.#retry = undefined;
    const socket = this.#socket;
    this.#socket = null;
    this.#wired = this.#open = false;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }
}
