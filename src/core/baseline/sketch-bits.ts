/** Bits of a sketch. */
export const SKETCH_BITS = 4096;

/** The bit that stands for a text. */
export function bitOf(text: string): number {
  return hashOf(text) % SKETCH_BITS;
}

/** 32 bits, well mixed. FNV-1a, then two rounds of multiplying and folding. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 16)) >>> 0;
}
