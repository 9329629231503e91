import { looksLikeBaseline, MOST_BYTES } from '../../core/baseline/saved-form.ts';
import { looksLikeMoments } from '../../core/moments/moments-form.ts';
import type { Drop } from '../workspace/drop.ts';
import type { DroppedModel } from '../workspace/state.ts';

const HEAD = 256;

/** Whether a dropped file can be a saved model, judged by name and size. */
export function mayBeModel({ name, bytes }: Drop): boolean {
  return bytes > 0 && bytes <= MOST_BYTES && /\.json$/i.test(name);
}

/**
 * The saved model in a drop that is not a log, or the result of a script that fits in a database; null for any other file. Reads only the beginning of the
 * file.
 */
export async function savedModelIn({ name, source: found }: Drop): Promise<DroppedModel | null> {
  const source = await found;
  if (source.kind !== 'files' || source.files.length !== 1) return null;
  const [{ blob }] = source.files;
  const head = await blob
    .slice(0, HEAD)
    .text()
    .catch(() => '');
  return looksLikeBaseline(head) || looksLikeMoments(head) ? { name, blob } : null;
}
