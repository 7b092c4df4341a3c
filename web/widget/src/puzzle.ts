/**
 * The work a new chat costs in a flood (docs/protocol.md, `challenge`). In slices, on the page's own thread: a worker
 * would be one more file to fetch, and the browser's own SHA-256 answers each hash by a promise, which costs more than
 * the hash. A message is short enough for one block.
 */
const SLICE = 25;

/** Fractions of the square and cube roots of the first primes, as the standard (FIPS 180-4) has them. */
const primes: number[] = [];
for (let n = 2; primes.length < 64; n += 1) if (primes.every((p) => n % p)) primes.push(n);
const part = (root: number): number => ((root - Math.floor(root)) * 2 ** 32) | 0;
const START = primes.slice(0, 8).map((p) => part(Math.sqrt(p)));
const K = Int32Array.from(primes, (p) => part(Math.cbrt(p)));
const W = new Int32Array(64);

/** The first 32 bits of the SHA-256 of at most 55 bytes, which is all that is ever asked for. */
export function firstWord(bytes: Uint8Array, length: number): number {
  W.fill(0, 0, 16);
  for (let i = 0; i < length; i += 1) W[i >> 2]! |= bytes[i]! << (24 - 8 * (i & 3));
  W[length >> 2]! |= 0x80 << (24 - 8 * (length & 3));
  W[15] = length * 8;
  for (let i = 16; i < 64; i += 1) {
    const x = W[i - 15]!;
    const y = W[i - 2]!;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    W[i] = (W[i - 16]! + s0 + W[i - 7]! + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = START as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i]! + W[i]!) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  return (a + START[0]!) >>> 0;
}

/** The proof for a challenge; `tick` is called between slices, and may say that it is no longer wanted. */
export async function solve(challenge: string, bits: number, parts: number, tick: () => boolean): Promise<string | null> {
  const found = [challenge];
  let until = performance.now() + SLICE;
  for (let n = 0; n < parts; n += 1) {
    const head = `${challenge}.${n}.`;
    const bytes = new Uint8Array(64);
    for (let i = 0; i < head.length; i += 1) bytes[i] = head.charCodeAt(i);
    for (let number = 0; ; number += 1) {
      const digits = String(number);
      for (let i = 0; i < digits.length; i += 1) bytes[head.length + i] = digits.charCodeAt(i);
      if (Math.clz32(firstWord(bytes, head.length + digits.length)) >= bits) {
        found.push(digits);
        break;
      }
      if (number % 64 === 0 && performance.now() > until) {
        await new Promise((go) => setTimeout(go));
        if (!tick()) return null;
        until = performance.now() + SLICE;
      }
    }
  }
  return found.join(".");
}
