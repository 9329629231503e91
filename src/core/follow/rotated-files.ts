import { type FileText, textOf } from './file-text.ts';
import type { FollowState } from './follow-state.ts';
import type { FollowedPath, OpenFile, RotatedFile } from './growing-file.ts';
import { beginsWith, type Head, headOf, isSameHead } from './head.ts';

/** An open file and its text. */
export interface OpenText {
  readonly name: string;
  readonly file: OpenFile;
  readonly text: FileText;
}

export async function openText(name: string, file: OpenFile): Promise<OpenText> {
  return { name, file, text: await textOf(file) };
}

export async function closeText({ file, text }: OpenText): Promise<void> {
  await text.close();
  await file.close();
}

/**
 * The rest of a file that was rotated, copied or compressed: a file beside the followed one that begins as it did and goes on at
 * least to `position`. One that is not compressed is preferred: compressing removes it last. Null when there is none.
 */
export async function findRest(
  path: FollowedPath,
  { head, modified, position, earlier }: FollowState,
): Promise<OpenText | null> {
  if (head.length === 0) return null;
  let packed: OpenText | null = null;
  for (const rotated of await changedSince(path, modified)) {
    const found = await opened(rotated);
    if (found === null) continue;
    const begins = (await beginsWith(found.text, head)) && !(await isKnown(found.text, earlier));
    const isIt = begins && (await reaches(found.text, position));
    if (isIt && !found.text.isCompressed) {
      if (packed !== null) await closeText(packed);
      return found;
    }
    if (isIt && packed === null) packed = found;
    else await closeText(found);
  }
  return packed;
}

/**
 * Files that had the name after the file that was last changed at `modified`, oldest first: none of those with a `known` head, and
 * no copy of `current`, the file that has the name now.
 */
export async function findLater(
  path: FollowedPath,
  modified: number,
  known: readonly Head[],
  current: FileText,
): Promise<readonly RotatedFile[]> {
  const found: { readonly rotated: RotatedFile; readonly head: Head; readonly isCompressed: boolean }[] = [];
  for (const rotated of await changedSince(path, modified)) {
    const open = await opened(rotated);
    if (open === null) continue;
    const head = await headOf(open.text);
    const isOther = head.length > 0 && !(await isKnown(open.text, known)) && !(await beginsWith(current, head));
    await closeText(open);
    if (!isOther) continue;
    const twin = found.findIndex((other) => isSameHead(other.head, head));
    const one = { rotated, head, isCompressed: open.text.isCompressed };
    if (twin < 0) found.push(one);
    else if (found[twin].isCompressed) found[twin] = one;
  }
  return found.map(({ rotated }) => rotated);
}

/** The last `most` files that were changed, and those of the same second: their heads, and the last change. */
export async function newest(path: FollowedPath, most: number): Promise<Pick<FollowState, 'earlier' | 'modified'>> {
  const earlier: Head[] = [];
  let modified = 0;
  const all = await changedSince(path, 0);
  const last = all.filter((rotated) => rotated.modified >= Math.floor((all.at(-1)?.modified ?? 0) / 1000) * 1000);
  for (const rotated of all.slice(-Math.max(most, last.length))) {
    const open = await opened(rotated);
    if (open === null) continue;
    const head = await headOf(open.text);
    if (head.length > 0) earlier.push(head);
    modified = Math.max(modified, rotated.modified);
    await closeText(open);
  }
  return { earlier, modified };
}

/** By time, then by name with numbers in their order. Some tools keep whole seconds only. */
async function changedSince(path: FollowedPath, modified: number): Promise<RotatedFile[]> {
  const least = Math.floor(modified / 1000) * 1000;
  const byName = new Intl.Collator('en', { numeric: true });
  return ((await path.rotated()) ?? [])
    .filter((rotated) => rotated.modified >= least)
    .toSorted((a, b) => a.modified - b.modified || byName.compare(a.name, b.name));
}

async function opened(rotated: RotatedFile): Promise<OpenText | null> {
  const file = await rotated.open();
  return file === null ? null : openText(rotated.name, file);
}

async function reaches(text: FileText, position: number): Promise<boolean> {
  return position === 0 || (await text.read(position - 1, position)).length === 1;
}

/** Bytes that no two files have in common: Zeek's header, with its time, is shorter. */
const TELLING_BYTES = 1024;

/** Whether a text is one of those that were read. One that was lost may have grown since. */
async function isKnown(text: FileText, heads: readonly Head[]): Promise<boolean> {
  const own = await headOf(text);
  for (const head of heads) {
    if (isSameHead(own, head) || (head.length >= TELLING_BYTES && (await beginsWith(text, head)))) return true;
  }
  return false;
}
