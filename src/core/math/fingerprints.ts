/**
 * A set of texts, kept as fingerprints of 63 bits: 16 to 32 bytes a text. Two different texts among ten million are taken for
 * the same with a chance of about 5 in a million.
 */
export class Fingerprints {
  private low = new Uint32Array(1024);
  private high = new Uint32Array(1024);
  private count = 0;

  /** Adds `bytes[start..end)`; false when it was there. */
  add(bytes: Uint8Array, start: number, end: number): boolean {
    let a = 0x811c9dc5;
    let b = 0x9e3779b9;
    for (let i = start; i < end; i++) {
      a = Math.imul(a ^ bytes[i], 0x01000193);
      b = Math.imul(b + bytes[i], 0x85ebca6b) ^ (b >>> 13);
    }
    a = (a ^ (a >>> 15)) >>> 0;
    b = (Math.imul(b ^ (b >>> 16), 0xc2b2ae35) >>> 0) | 1; // 0 is an empty slot
    if (!this.put(a, b >>> 0)) return false;
    if (++this.count * 2 > this.low.length) this.grow();
    return true;
  }

  private put(a: number, b: number): boolean {
    const { low, high } = this;
    const mask = low.length - 1;
    let slot = (a ^ (b >>> 7)) & mask;
    for (; high[slot] !== 0; slot = (slot + 1) & mask) if (low[slot] === a && high[slot] === b) return false;
    low[slot] = a;
    high[slot] = b;
    return true;
  }

  private grow(): void {
    const { low, high } = this;
    this.low = new Uint32Array(low.length * 2);
    this.high = new Uint32Array(high.length * 2);
    for (let slot = 0; slot < low.length; slot++) if (high[slot] !== 0) this.put(low[slot], high[slot]);
  }
}
