import { openSource } from '../core/source/open-source.ts';
import { unpack } from '../core/source/unpack.ts';
import { UnpackLimit } from '../core/source/unpack-limit.ts';
import { quiet } from './read-text.ts';

/** What is in a dropped file: path in the archive, text, and what is wrong with it, null when nothing is. */
export interface UnpackedText {
  readonly path: string;
  readonly text: string;
  readonly trouble: string | null;
}

/** Unpacks a dropped file and reads all that is in it. */
export async function unpackedTexts(bytes: Uint8Array, name = 'a'): Promise<UnpackedText[]> {
  const blob = new Blob([bytes as BlobPart]);
  const limit = new UnpackLimit();
  const files = await unpack({ path: name, blob }, { control: quiet, limit, total: blob.size, before: 0 });
  const texts: UnpackedText[] = [];
  for (const { path, blob: stored, problem = null, ...said } of files) {
    const source = await openSource(stored, path, () => {}, null, null, said);
    const blocks: Uint8Array[] = [];
    for await (const block of source.blocks) blocks.push(block.slice());
    const damage = source.damage();
    const trouble = problem === null ? (damage?.why ?? null) : String(problem.detail.why ?? problem.code);
    texts.push({ path: path.slice(name.length + 1), text: Buffer.concat(blocks).toString('latin1'), trouble });
  }
  return texts;
}
