/** A worker's tools in a chat: cards, notes, whispers, raised hands, pauses, and passing it on. */
import { post } from "./outbox";
import { isMine, type Chat, type State } from "./state";
import type { DeskFrame } from "./wire";

export interface ToolLine {
  /** Puts a frame on the wire; says so on the page when it could not. */
  send(frame: DeskFrame): boolean;
  /** The same, silently: it is kept, and sent when there is a line. */
  put(frame: DeskFrame): boolean;
  changed(): void;
}

export class Tools {
  constructor(private readonly state: () => State, private readonly line: ToolLine) {}

  /** Into the message box, after what is written there: it is sent by the worker, not by this. */
  insert(chat: Chat, text: string): void {
    chat.draft = [chat.draft.trimEnd(), text].filter((part) => part !== "").join("\n\n");
    this.line.changed();
  }

  sendCard(chat: Chat, ref: string, name: string): boolean {
    if (this.state().connection !== "open") return false;
    post(chat, name, (frame) => this.line.put(frame), Date.now(), ref);
    this.line.changed();
    return true;
  }

  /** Keeps what is being written until the server has it; the same id again has no second effect. */
  writeAside(chat: Chat): void {
    const text = chat.asideDraft.trim();
    if (text === "" || chat.asideSent !== null) return;
    // A lead who reads a colleague's chat has only a word for that colleague.
    const type = isMine(this.state(), chat.conversation) ? chat.asideKind : "whisper";
    chat.asideSent = { type, conversation: chat.conversation, id: crypto.randomUUID(), text };
    if (!this.line.send(chat.asideSent)) chat.asideSent = null;
    this.line.changed();
  }

  hand(conversation: string, on: boolean): void {
    this.line.send({ type: "hand", conversation, on });
  }

  pause(conversation: string): void { this.line.send({ type: "pause", conversation }); }

  askStillYou(conversation: string): void {
    this.line.send({ type: "ask_still_you", conversation, id: crypto.randomUUID() });
  }

  offer(conversation: string, to: string, note: string): boolean {
    const frame: DeskFrame = { type: "offer", conversation, id: crypto.randomUUID(), to };
    if (note !== "") frame.note = note;
    return this.line.send(frame);
  }

  accept(conversation: string): void {
    if (this.line.send({ type: "accept", conversation })) this.state().taking.add(conversation);
    this.line.changed();
  }

  offerOver(conversation: string): void { this.line.send({ type: "offer_over", conversation }); }

  /** `to`: null for whoever is free first. */
  passOn(conversation: string, to: string | null, note: string): boolean {
    const frame: DeskFrame = { type: "pass_on", conversation, id: crypto.randomUUID() };
    if (to !== null) frame.to = to;
    if (note !== "") frame.note = note;
    const sent = this.line.send(frame);
    if (sent) this.state().letGo.add(conversation);
    return sent;
  }

  /** What was not confirmed goes again on a new line, under its own id. */
  resend(chat: Chat): void {
    if (chat.asideSent !== null) this.line.put(chat.asideSent);
  }
}
