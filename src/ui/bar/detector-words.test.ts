import { expect, it } from 'vitest';
import { detectors } from '../../core/detect/index.ts';
import { wordsFor } from './detector-words.ts';

it('there are words of its own for every detector, with or without settings', () => {
  const first = wordsFor('pyod-pca');
  for (const { id } of detectors) {
    expect(wordsFor(`${id}?k=3`)).toBe(wordsFor(id));
    if (!id.startsWith('pyod-pca')) expect(wordsFor(id)).not.toBe(first);
  }
});
