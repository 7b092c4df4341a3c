/** What the line to the helpline needs, and what it tells: apart from it, so that tests can hold both ends. */
import type { ServerFrame } from "./protocol.js";

export type Line = "connecting" | "open" | "offline";

export interface Listener {
  line(state: Line): void;
  frame(frame: ServerFrame): void;
  /** A message that was not taken and will not go again by itself. */
  refused(id: string, code: string): void;
}

export type Socket = Pick<WebSocket, "readyState" | "onopen" | "onmessage" | "onclose" | "send" | "close">;
