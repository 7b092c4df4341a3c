/** Joins the line, the state and the page: what a worker does, and what follows from a frame. */
import { Line } from "./line";
import { BOARD_ROLES, type Move, type Outcome, type ReviewAction } from "./names";
import { show, tell } from "./notices";
import { again, hold, post, resend, takeBack } from "./outbox";
import { receive, type Happening } from "./receive";
import { like } from "./preferences";
import { chatOf, makeState, type Chat, type Dialog, type State } from "./state";
import { Tools } from "./tools";
import type { DeskFrame, Limits, OverrideFrame, ServerFrame, Worker } from "./wire";
import { Watch } from "./watch";
import { label } from "./words";

/** After asking for a chat, its earlier entries come within this time (ms); they are not news. */
const SETTLES_AFTER = 800;
const TYPING_EVERY = 3_000;

export class Controller {
  state: State = makeState();
  private readonly line: Line;
  readonly tools: Tools;
  private readonly watch = new Watch(() => this.reset("session_over"));
  private typedAt = 0;
  private saw = new Set<string>();

  constructor(private readonly changed: () => void, private readonly focusChat: () => void) {
    this.line = new Line({
      open: () => this.onOpen(),
      frame: (frame) => this.onFrame(frame),
      lost: (retryAt) => this.onLost(retryAt),
      signedOut: () => this.reset("session_over"),
    });
    this.tools = new Tools(() => this.state, {
      send: (frame) => this.send(frame), put: (frame) => this.line.send(frame),
      changed: () => this.changed(),
    });
  }

  /** Begins on this page: the worker is signed in. Who has no board gets the page of their role. */
  start(worker: Worker): void {
    const board = (BOARD_ROLES as readonly string[]).includes(worker.role);
    this.state.worker = worker;
    this.state.screen = board ? "board" : "office";
    this.state.refusal = null;
    if (board) this.line.start();
    else this.watch.start();
    this.changed();
  }

  /** Back to the sign-in page, with nothing of the session kept. */
  reset(refusal: string | null): void {
    this.line.stop();
    this.watch.stop();
    this.state = { ...makeState(), screen: "sign-in", refusal, sound: this.state.sound };
    this.changed();
  }

  tryNow(): void { this.line.tryNow(); }

  take(conversation: string): void {
    if (this.state.taking.has(conversation)) return;
    if (this.send({ type: "take", conversation })) this.state.taking.add(conversation);
    this.changed();
  }

  select(conversation: string | null): void {
    this.state.selected = conversation;
    if (conversation !== null) {
      const chat = chatOf(this.state, conversation);
      chat.unread = 0;
      if (!chat.opened) this.open(chat);
    }
    this.changed();
    this.focusChat();
  }

  /** A lead has read enough of a chat that is a colleague's. */
  stopReading(conversation: string): void {
    this.state.chats.delete(conversation);
    this.select(null);
  }

  /** Says once of each alert that it is before this worker's eyes. */
  private see(): void {
    for (const { id } of this.state.board?.alerts ?? []) {
      if (!this.saw.has(id) && this.line.send({ type: "seen", alert: id })) this.saw.add(id);
    }
  }

  /** The worker is looking at the page again: what is on it has been seen. */
  attend(): void {
    this.see();
    const chat = this.state.chats.get(this.state.selected ?? "");
    if (!chat || chat.unread === 0) return;
    chat.unread = 0;
    this.changed();
  }

  post(chat: Chat, text: string): void {
    post(chat, text, (frame) => this.line.send(frame), Date.now());
    this.changed();
  }

  again(chat: Chat, id: string): void {
    again(chat, id, (frame) => this.line.send(frame), Date.now());
    this.changed();
  }

  takeBack(chat: Chat, id: string): void {
    chat.draft = [takeBack(chat, id), chat.draft].filter((text) => text !== "").join("\n");
    this.changed();
  }

  typing(chat: Chat): void {
    if (Date.now() - this.typedAt < TYPING_EVERY) return;
    this.typedAt = Date.now();
    this.line.send({ type: "typing", conversation: chat.conversation });
  }

  handBack(conversation: string): void {
    if (this.send({ type: "hand_back", conversation })) this.state.letGo.add(conversation);
  }

  /** False when there is no line: the dialog then stays, with what was written in it. */
  close(conversation: string, outcome: Outcome, note: string): boolean {
    const frame: DeskFrame = { type: "close", conversation, outcome };
    if (note !== "") frame.note = note;
    const sent = this.send(frame);
    if (sent) this.state.letGo.add(conversation);
    return sent;
  }

  /** False when there is no line. */
  review(alert: string, action: ReviewAction, note: string, capacity = ""): boolean {
    const frame: DeskFrame = { type: "review", alert, action };
    if (note !== "") frame.note = note;
    if (capacity !== "") frame.capacity = capacity;
    return this.send(frame);
  }

  /** False when there is no line. It is asked again, under the same id, until it is answered. */
  override(frame: OverrideFrame): boolean {
    const sent = this.send(frame);
    if (sent) this.state.overriding.set(frame.id, frame);
    return sent;
  }

  /** False when there is no line. The same id has no second effect, should it be sent again. */
  move(conversation: string, to: Move, reason: string): boolean {
    return this.send({ type: "move", conversation, id: crypto.randomUUID(), to, reason });
  }

  limit(own: number | null, hidesQueue: boolean): boolean {
    return this.send({ type: "limits", own, hides_queue: hidesQueue });
  }

  setAvailable(on: boolean): void {
    this.state.available = on;
    this.line.send({ type: "available", on });
    this.changed();
  }

  ask(dialog: Dialog | null): void { this.state.dialog = dialog; this.changed(); }

  /** The worker has typed: only the page changes. */
  redraw(): void { this.changed(); }

  /** After a heavy chat: a break now, or not. It is said to nobody but in `available`. */
  rest(now: boolean): void {
    this.state.rest = false;
    if (now) this.setAvailable(false);
    this.changed();
  }

  dismiss(): void { this.state.notice = null; this.changed(); }

  /** For what must not wait for a line that is down: says so when it could not be sent. */
  private send(frame: DeskFrame): boolean {
    const sent = this.line.send(frame);
    if (!sent) show(this.state, label("refusal", "no_connection"), "bad");
    this.changed();
    return sent;
  }

  private open(chat: Chat, after = chat.lastSeq): void {
    const { conversation } = chat;
    if (!this.line.send({ type: "open", conversation, after })) return;
    chat.opened = true;
    resend(chat, (frame) => this.line.send(frame), Date.now());
    this.tools.resend(chat);
    if (!chat.settled) setTimeout(() => { chat.settled = true; }, SETTLES_AFTER);
  }

  private onOpen(): void {
    this.state.connection = "open";
    this.state.taking.clear();
    for (const chat of this.state.chats.values()) chat.opened = false;
    for (const frame of this.state.overriding.values()) this.line.send(frame);
    if (!this.state.available) this.line.send({ type: "available", on: false });
    this.changed();
  }

  private onLost(retryAt: number): void {
    this.state.connection = "lost";
    this.state.retryAt = retryAt;
    this.state.taking.clear();
    for (const chat of this.state.chats.values()) hold(chat);
    this.changed();
  }

  private onFrame(frame: ServerFrame): void {
    this.state.now = Date.now();
    const attending = document.visibilityState === "visible" && document.hasFocus();
    if (frame.type === "desk") void this.like(frame.you);
    for (const happening of receive(this.state, frame, attending)) this.onHappening(happening);
    if (attending) this.see();
    this.changed();
  }

  /** What this worker has chosen on another page of theirs holds on this one too. */
  private async like(you: Limits | undefined): Promise<void> {
    if (you?.language === undefined || you.covers_graphic === undefined) return;
    const { language, covers_graphic } = you;
    if (await like({ language, covers_graphic })) dispatchEvent(new Event("redraw"));
  }

  private onHappening(happening: Happening): void {
    tell(this.state, happening);
    if (happening.what === "open") {
      this.open(happening.chat, happening.from === undefined ? undefined : happening.from - 1);
    }
    if (happening.what === "select") {
      this.state.notice = null;
      this.select(happening.conversation);
    }
    if (happening.what === "gone" && happening.open) this.focusChat();
  }
}
