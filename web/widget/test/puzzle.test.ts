import { describe, expect, it } from "vitest";
import { firstWord, solve } from "../src/puzzle.js";

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const theirs = async (text: string): Promise<number> =>
  new DataView(await crypto.subtle.digest("SHA-256", bytesOf(text))).getUint32(0);

describe("the puzzle of a flood", () => {
  it("hashes as everybody does, at every length that fits a block", async () => {
    for (let length = 0; length <= 55; length += 1) {
      const text = "abcdefghijklmnopqrstuvwxyz0123456789.-_ABCDEFGHIJKLMNOPQRST".slice(0, length);
      const bytes = new Uint8Array(64);
      bytes.set(bytesOf(text));
      expect(firstWord(bytes, length)).toBe(await theirs(text));
    }
  });

  it("finds a number for each part", async () => {
    const proof = await solve("A".repeat(36), 9, 16, () => true);
    const [challenge, ...answers] = proof!.split(".");
    expect(answers).toHaveLength(16);
    for (const [n, answer] of answers.entries())
      expect(Math.clz32(await theirs(`${challenge}.${n}.${answer}`))).toBeGreaterThanOrEqual(9);
  });

  it("stops when nobody wants it any more", async () => {
    expect(await solve("A".repeat(36), 32, 1, () => false)).toBeNull();
  });
});
