import { describe, expect, it } from 'vitest';
import { Fingerprints } from './fingerprints.ts';

describe('Fingerprints', () => {
  it('tells a hundred thousand texts apart, and knows each again', () => {
    const encoder = new TextEncoder();
    const set = new Fingerprints();
    const texts = Array.from({ length: 100_000 }, (_, i) => encoder.encode(`C${(i * 2654435761).toString(36)}x${i}`));
    expect(texts.every((text) => set.add(text, 0, text.length))).toBe(true);
    expect(texts.some((text) => set.add(text, 0, text.length))).toBe(false);
    expect(set.add(texts[0], 0, 0)).toBe(true);
    expect(set.add(texts[0], 1, 1)).toBe(false);
  });
});
