import { beforeEach, describe, expect, it } from "vitest";
import { Conversation } from "../src/conversation.js";
import type { Author, Entry } from "../src/protocol.js";

let log: Conversation;
beforeEach(() => {
  log = new Conversation();
});

const entry = (seq: number, text: string, author: Author = "assistant"): Entry => ({ type: "entry", seq, author, text });
const texts = (): (string | undefined)[] => log.items.map((item) => item.entry.text);

describe("the log on the screen", () => {
  it("shows a message once when its ack comes before the log's copy", () => {
    log.write("a", "hello");
    log.acked("a", 1);
    log.add(entry(1, "hello", "visitor"));
    expect(texts()).toEqual(["hello"]);
    expect(log.items[0]?.state).toBe("sent");
  });

  it("shows a message once when the log's copy comes before its ack, and keeps its place on the screen", () => {
    log.write("a", "hello");
    log.add(entry(1, "hello", "visitor"));
    log.acked("a", 1);
    expect(log.items.map((item) => item.key)).toEqual(["a"]);
  });

  it("keeps two equal messages apart", () => {
    log.write("a", "no");
    log.write("b", "no");
    log.add(entry(1, "no", "visitor"));
    log.acked("a", 1);
    log.add(entry(2, "no", "visitor"));
    log.acked("b", 2);
    expect(texts()).toEqual(["no", "no"]);
  });

  it("puts entries in order of their numbers, and what is not taken last", () => {
    log.add(entry(3, "three"));
    log.write("a", "mine");
    log.add(entry(1, "one"));
    expect(texts()).toEqual(["one", "three", "mine"]);
  });

  it("keeps only what never arrived when the conversation is gone", () => {
    log.add(entry(1, "old"));
    log.write("a", "unsent");
    log.mark("a", "failed");
    log.clearTaken();
    expect(texts()).toEqual(["unsent"]);
  });
});
