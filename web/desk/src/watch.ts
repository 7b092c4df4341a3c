/**
 * A socket that says nothing, for pages without a board: when the session is over it ends, and the
 * page learns at once. Broken by the network, it is tried again.
 */
import { me } from "./http";

const AGAIN = 5_000;

export class Watch {
  private socket: WebSocket | null = null;
  private timer = 0;
  private wanted = false;

  constructor(private readonly signedOut: () => void) {}

  start(): void {
    this.wanted = true;
    this.connect();
  }

  stop(): void {
    this.wanted = false;
    clearTimeout(this.timer);
    this.socket?.close();
    this.socket = null;
  }

  private connect(): void {
    const url = new URL("/watch", location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(url, "waymark.watch.v1");
    this.socket = socket;
    socket.onclose = () => {
      if (this.wanted && this.socket === socket) void this.ended();
    };
  }

  /** Over, or only the network? The server knows. */
  private async ended(): Promise<void> {
    const session = await me();
    if (!this.wanted) return;
    if (!session.ok && session.code === "not_signed_in") {
      this.stop();
      this.signedOut();
      return;
    }
    this.timer = window.setTimeout(() => this.connect(), AGAIN);
  }
}
