import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Choices,
  encodings,
  type MessyLog,
  messyLog,
  namings,
  noises,
  packs,
  prefixes,
  quotings,
  wrappers,
} from '../testing/messy-log.ts';
import { countStyles, durationStyles, timeStyles } from '../testing/messy-values.ts';
import { cellsOf, columnValues, quiet } from '../testing/read-text.ts';
import { explainProblem } from '../words/messages.ts';
import { explainNote, explainSkip } from '../words/note-words.ts';
import { LogError } from './errors.ts';
import { type ReadLogs, readLogs } from './read-logs.ts';

const keys = <T extends object>(of: T) => Object.keys(of) as (keyof T)[];
const strays = ['00:00:5e:00:53:0b', 'n/a', 'none', '1.5.2', '12,5', '-5', '0x1F', '\u00e9'];
/** Forms in which a comma or a point may mean two things: what they show may be refused, by the column's name. */
const isPlain = ({ name }: { name: string }) => !/comma|point/.test(name);

describe('a log whose truth is known, in any form', () => {
  const kinds: readonly (readonly [kind: string, choices: Choices, mustRead: boolean])[] = [
    ['times in any form', { time: timeStyles }, true],
    ['durations in any form', { duration: durationStyles.filter(isPlain) }, true],
    ['durations with commas and points', { duration: durationStyles }, false],
    ['counts in any form', { count: countStyles.filter(isPlain) }, true],
    ['counts with commas and points', { count: countStyles }, false],
    ['wrapped objects', { form: ['NDJSON', 'JSON of texts'], wrapper: keys(wrappers) }, true],
    ['renamed fields', { naming: keys(namings) }, true],
    ['a first line that is none', { noise: keys(noises).filter((name) => name !== 'part header') }, true],
    [
      'all of that together',
      {
        time: timeStyles,
        duration: durationStyles,
        count: countStyles,
        naming: keys(namings),
        quoting: keys(quotings),
        prefix: keys(prefixes),
        noise: keys(noises),
        encoding: keys(encodings),
        pack: keys(packs),
        stray: strays,
      },
      false,
    ],
    ['packed files', { pack: keys(packs) }, true],
    [
      'TSV behind a prefix',
      {
        form: ['TSV', 'TSV without types', 'headerless'],
        prefix: keys(prefixes),
        naming: keys(namings),
        pack: keys(packs),
        encoding: ['UTF-8', 'UTF-16LE'],
      },
      true,
    ],
    [
      'UTF-16 and lines of CR, in any form',
      { encoding: keys(encodings), pack: keys(packs), naming: keys(namings) },
      true,
    ],
    ['bad cells where no score looks', { stray: strays }, true],
    [
      'cells quoted for spreadsheets',
      {
        form: ['CSV', 'CSV;', 'CSV|', 'header row and tabs'],
        quoting: keys(quotings),
        time: timeStyles,
        duration: durationStyles.filter(isPlain),
        naming: keys(namings),
      },
      true,
    ],
    [
      'no header',
      {
        form: ['headerless', 'headerless ,', 'headerless ;', 'headerless |'],
        time: timeStyles.slice(0, 1),
        duration: durationStyles.slice(0, 1),
      },
      true,
    ],
  ];

  it.each(kinds)('%s: what is read is true, and the rest is named', async (_, choices, mustRead) => {
    await fc.assert(
      fc.asyncProperty(messyLog(choices), async (log) => {
        const why = await untruth(log, mustRead);
        expect(why, `${log.how}\n${new TextDecoder().decode(log.bytes).slice(0, 1500)}`).toBe('');
      }),
      { numRuns: 60 },
    );
  });
});

/** What reading made wrong of a log; empty when it is right. */
async function untruth(log: MessyLog, mustRead: boolean): Promise<string> {
  const read = await readLogs([{ path: 'conn.log', blob: new Blob([log.bytes as BlobPart]) }], quiet).catch(
    (error: unknown) => {
      if (!(error instanceof LogError)) throw error;
      return error;
    },
  );
  if (read instanceof LogError) {
    const { what, next } = explainProblem(read);
    return !mustRead && names(log, `${what} ${next}`) ? '' : `refused: ${what} ${next}`;
  }
  return (await wrongValue(log, read)) || lostRows(log, read, mustRead);
}

async function wrongValue({ truth, within }: MessyLog, logs: ReadLogs): Promise<string> {
  const { table, files } = logs;
  const uids = await cellsOf(logs, 'uid');
  const noted = files[0].notes.map(explainNote).join(' ');
  for (const field of [...truth.values()].flatMap(Object.keys).filter((name, i, all) => all.indexOf(name) === i)) {
    if (!table.columns.has(field)) continue;
    const values = columnValues(table, field);
    for (const [row, uid] of uids.entries()) {
      const flow = truth.get(uid);
      if (flow === undefined) return `row ${row} is no flow of the log: ${uid}`;
      const wanted = flow[field];
      const value = values[row];
      if (wanted === undefined || value === wanted) continue;
      if (typeof value === 'number' && wanted !== null) {
        const error = Math.abs(value - wanted);
        if (error <= (within[field] ?? 0) + 1e-12 * wanted) continue;
      }
      if (value === null && noted.includes(field)) continue;
      return `${field} of ${uid} is ${value} instead of ${wanted}`;
    }
  }
  return '';
}

function lostRows(log: MessyLog, { files, table }: ReadLogs, mustRead: boolean): string {
  const [{ skips, skipped, skippedBy }] = files;
  const lost = log.truth.size - table.rows;
  if (lost === 0) return '';
  const sentences = skips.map(explainSkip);
  if (mustRead || lost < 0) return `${table.rows} of ${log.truth.size} rows: ${sentences[0]}`;
  if (skippedBy.reduce((sum, { lines }) => sum + lines, 0) !== skipped || skipped < lost)
    return `${skipped} of ${lost} told`;
  return names(log, sentences.join(' ')) ? '' : `no column is named: ${sentences[0]}`;
}

function names({ columns }: MessyLog, sentence: string): boolean {
  return columns.some((column) => sentence.includes(column));
}
