/** FNV-1a with its high bits folded down: the hash that labels had without a key. */
function fnv(state: number, block: Uint8Array): number {
  let hash = state;
  for (const byte of block) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}

/**
 * 2^blocks labels with one FNV-1a hash, as an attacker makes them to slow a reader down (Joux 2004): of each block
 * there are two that lead from one state to the same next, and a label takes either.
 */
export function collidingLabels(blocks: number): string[] {
  const encoder = new TextEncoder();
  let state = 0x811c9dc5 | 0;
  let labels = [''];
  for (let block = 0; block < blocks; block++) {
    const seen = new Map<number, string>();
    for (let i = 0; ; i++) {
      const text = (Math.imul(i, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
      const next = fnv(state, encoder.encode(text));
      const other = seen.get(next);
      seen.set(next, text);
      if (other === undefined) continue;
      labels = labels.flatMap((label) => [label + other, label + text]);
      state = next;
      break;
    }
  }
  return labels;
}
