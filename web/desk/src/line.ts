/**
 * The socket to the desk face: connects, notices a dead line, comes back with growing pauses,
 * and tells apart "no network" from "your session is over" (a failed upgrade looks the same).
 */
import { me } from "./http";
import { readFrame, type DeskFrame, type ServerFrame } from "./wire";

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
const PING_EVERY = 20_000;
/** A hidden tab's timers may run only once a minute, so a line is dead after more than that. */
const DEAD_AFTER = 90_000;
/** After waking nobody waits that long: a line that does not answer a ping by then is dead. */
const ANSWERS_WITHIN = 5_000;

export interface LineEvents {
  open(): void;
  frame(frame: ServerFrame): void;
  /** `retryAt`: when the next try is due, in ms since 1970. */
  lost(retryAt: number): void;
  signedOut(): void;
}

export class Line {
  private socket: WebSocket | null = null;
  private pause = FIRST_PAUSE;
  private retry = 0;
  private pinger = 0;
  private check = 0;
  private heardAt = 0;
  private wanted = false;
  private attempt = 0;

  constructor(private readonly events: LineEvents) {
    addEventListener("online", () => this.tryNow());
    // A socket without a network stays open, and shows a board on which nothing changes any more.
    addEventListener("offline", () => this.cut());
    document.addEventListener("resume", () => this.wake());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.wake();
    });
  }

  start(): void {
    this.wanted = true;
    this.pause = FIRST_PAUSE;
    void this.connect();
  }

  /** Ends the line for good: on signing out. */
  stop(): void {
    this.wanted = false;
    this.attempt += 1;
    clearTimeout(this.retry);
    this.drop();
  }

  /** Tries at once when the line is down: the worker asked, or the network came back. */
  tryNow(): void {
    if (!this.wanted || this.socket !== null) return;
    clearTimeout(this.retry);
    void this.connect();
  }

  /** Whether the frame was put on the wire; that it arrived is for the server to say. */
  send(frame: DeskFrame): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  private async connect(): Promise<void> {
    this.attempt += 1;
    const attempt = this.attempt;
    const session = await me();
    if (attempt !== this.attempt || !this.wanted) return;
    if (!session.ok && session.code === "not_signed_in") {
      this.stop();
      this.events.signedOut();
      return;
    }
    if (!session.ok) { this.later(); return; }
    const url = new URL("/desk", location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(url, "waymark.desk.v1");
    this.socket = socket;
    socket.onopen = () => {
      this.pause = FIRST_PAUSE;
      this.heardAt = Date.now();
      this.pinger = window.setInterval(() => this.ping(), PING_EVERY);
      this.events.open();
    };
    socket.onmessage = (event: MessageEvent<unknown>) => {
      this.heardAt = Date.now();
      const frame = readFrame(event.data);
      if (frame) this.events.frame(frame);
    };
    socket.onclose = () => {
      if (this.socket !== socket) return;
      this.drop();
      if (this.wanted) this.later();
    };
  }

  private ping(): void {
    if (Date.now() - this.heardAt > DEAD_AFTER) this.cut();
    else this.send({ type: "ping" });
  }

  /** Looks whether the line outlived a lid that was closed, or a tab that lay behind others. */
  private wake(): void {
    this.tryNow();
    const socket = this.socket;
    const heardAt = this.heardAt;
    if (!this.send({ type: "ping" })) return;
    clearTimeout(this.check);
    this.check = window.setTimeout(() => {
      if (this.socket === socket && this.heardAt === heardAt) this.cut();
    }, ANSWERS_WITHIN);
  }

  /** Gives up a line that is dead, whether or not the browser knows it yet. */
  private cut(): void {
    if (this.socket === null) return;
    this.drop();
    this.later();
  }

  private drop(): void {
    clearInterval(this.pinger);
    clearTimeout(this.check);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }

  private later(): void {
    // A spread of a fifth keeps a whole team from knocking in the same second.
    const pause = this.pause * (0.9 + Math.random() * 0.2);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
    this.retry = window.setTimeout(() => void this.connect(), pause);
    this.events.lost(Date.now() + pause);
  }
}
