import { joined } from './joined.ts';
import { openSource, type Source } from './open-source.ts';
import { RecodedPlaces, recode, recodedText } from './recoded-text.ts';
import { type FindRecoding, findCrLines, findUtf16, type Recoding, type RecodingName } from './recoding.ts';

/** A file that is being read, its text as UTF-8 with LF. */
export interface LogSource extends Source {
  /** How the text was written instead, once its first block came. */
  recodings(): readonly RecodingName[];
}

/** As `openSource`, for a file that is read as a log: UTF-16 becomes UTF-8, and line ends of CR alone become LF. */
export async function openLog(...opening: Parameters<typeof openSource>): Promise<LogSource> {
  const source = await openSource(...opening);
  return [findUtf16, findCrLines].reduce(recoded, { ...source, recodings: () => [] });
}

function recoded(source: LogSource, find: FindRecoding): LogSource {
  const places = new RecodedPlaces();
  let found: Recoding | null = null;
  const blocks = recodedBlocks(source.blocks, places, (head, isWhole) => {
    const recoding = find(head, isWhole);
    found = recoding ?? null;
    return recoding;
  });
  return {
    ...source,
    blocks,
    text: () => (found === null ? source.text() : recodedText(source.text(), found, places)),
    recodings: () => (found === null ? source.recodings() : [...source.recodings(), found.name]),
    close() {
      source.close();
      blocks.return(undefined).catch(() => {}); // the reader of the blocks has the error already
    },
  };
}

/** The blocks of a text, decoded as its beginning shows. */
async function* recodedBlocks(
  blocks: AsyncGenerator<Uint8Array>,
  places: RecodedPlaces,
  find: FindRecoding,
): AsyncGenerator<Uint8Array> {
  try {
    let head: Uint8Array = new Uint8Array(0);
    let recoding: Recoding | null | undefined;
    for (let next = await blocks.next(); recoding === undefined; next = await blocks.next()) {
      if (next.done === true) {
        recoding = find(head, true) ?? null;
        break;
      }
      // A source that works long before its text sends empty blocks.
      if (next.value.length === 0) {
        yield next.value;
        continue;
      }
      const isFirst = head.length === 0;
      head = joined(head, next.value);
      recoding = find(head, false);
      if (recoding !== undefined) break;
      if (isFirst) head = head.slice();
    }
    const whole = head.length > 0 ? headed(head, blocks) : blocks;
    if (recoding === null || recoding === undefined) yield* whole;
    else yield* recode(whole, recoding, (stored, text) => places.add(stored, text));
  } finally {
    await blocks.return(undefined);
  }
}

async function* headed(head: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  yield* rest;
}
