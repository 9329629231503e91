import type { DecidedForms } from './cells/cell-forms.ts';
import { SurveySink } from './cells/survey-sink.ts';
import { type Control, checkpoint, turns } from './control.ts';
import { LogError } from './errors.ts';
import { FileSink, type RowTaker } from './file-sink.ts';
import type { LogSink } from './format/format.ts';
import { formats } from './format/index.ts';
import { PartsReader } from './format/parts.ts';
import { Fingerprints } from './math/fingerprints.ts';
import type { FileReport, Problem } from './report.ts';
import type { Damage } from './source/damage.ts';
import type { InflateAhead } from './source/inflate-ahead.ts';
import { type LogSource, openLog } from './source/open-log.ts';
import type { Source } from './source/open-source.ts';
import type { Seal } from './source/seal.ts';
import type { Text } from './source/text.ts';
import type { LogFile } from './source/unpack.ts';
import { UnpackLimit } from './source/unpack-limit.ts';
import type { CellKernel } from './table/cell-kernel.ts';

/** What was found in each file, and their texts, both in the order of the files. */
export interface ReadFiles {
  readonly files: readonly FileReport[];
  readonly texts: readonly Text[];
  /** How the columns of each file are written; null for files that were not surveyed. */
  readonly forms: readonly (DecidedForms | null)[];
}

/** What makes reading faster where it can be had. */
export interface Means {
  readonly kernel: CellKernel | null;
  readonly inflate: InflateAhead | null;
  /** Whether files are unpacked however large they become. */
  readonly isUnpackingAll?: boolean;
}

/** How files are read. */
export interface Reading extends Means {
  readonly phase: 'Reading' | 'Scoring' | 'Scoring again';
  /** How to treat flows with the uid of an earlier flow: count them, drop them, or do not look for them. */
  readonly repeated: 'count' | 'drop' | 'ignore';
  /** Of an earlier reading, one per file: a file that differs ends this one with `LogError` `changed`. */
  readonly seals?: readonly Seal[];
  /**
   * How the columns of the files are written: `assumed` to be as Zeek writes them, and `SurveyNeeded` is thrown where
   * that is in doubt; `survey` reads each file once more before; or what an earlier reading found.
   */
  readonly forms: 'assumed' | 'survey' | ReadFiles['forms'];
  /**
   * Awaited after each block of text. `share`: the fraction of bytes read, 0 to 1. `unread`: rows that could not be
   * read so far.
   */
  readonly onBlock: (share: number, unread: number) => Promise<void>;
}

/**
 * Reads files, one after another, into `taker`. One that cannot be read, or only in part, says so in its report and the
 * others go on.
 */
export async function readFiles(
  files: readonly LogFile[],
  taker: RowTaker,
  control: Control,
  { phase, repeated, kernel, inflate, isUnpackingAll, forms, onBlock, seals }: Reading,
): Promise<ReadFiles> {
  const isDue = turns();
  const uids = repeated === 'ignore' ? null : new Fingerprints();
  const passes = forms === 'survey' ? 2 : 1;
  const total = passes * files.reduce((sum, { blob }) => sum + blob.size, 0);
  const limit = new UnpackLimit(isUnpackingAll);
  const reports: FileReport[] = [];
  const texts: Text[] = [];
  const decided: (DecidedForms | null)[] = [];
  let before = 0;
  let done = 0;
  let unread = 0;
  const open = async (
    { path, blob, crc, isDeflated, droppedShare }: LogFile,
    index: number,
    own = limit,
    ahead = inflate,
  ): Promise<LogSource> => {
    const onTaken = (bytes: number) => {
      done = before + bytes;
      control.report({ phase, file: path, done, total, unit: 'bytes', rows: taker.rows });
    };
    return openLog(blob, path, onTaken, ahead, seals?.[index], { crc, isDeflated, limit: own, droppedShare });
  };
  const survey = async (file: LogFile, index: number): Promise<SurveyResult> => {
    // Not inflated ahead: the same file is inflated already, and waits until the survey is through.
    const source = await open(file, index, new UnpackLimit(isUnpackingAll), null);
    const result = await surveySource(source, file, kernel, async () => {
      if (isDue()) await checkpoint(control.signal);
    });
    before += file.blob.size;
    return result;
  };
  // The next file is opened before this one is read, so that it can be inflated meanwhile.
  const opened = files.slice(0, 1).map((file) => open(file, 0));
  try {
    for (const [index, file] of files.entries()) {
      const surveyed = forms === 'survey' ? await survey(file, index) : { forms: formsAt(forms, index), problem: null };
      decided.push(surveyed.forms);
      const source = await opened[index];
      if (index + 1 < files.length) opened.push(open(files[index + 1], index + 1));
      const sink = new FileSink(file.path, index, taker, uids, repeated === 'drop', surveyed.forms);
      const read = surveyed.problem === null ? readSource : passOver(surveyed.problem);
      const pass = limit.meter(file.path, file.droppedShare);
      const problem = await read(source, file, sink, kernel, async (text) => {
        if (isBarren(source, sink, text)) pass(done - before, text);
        if (isDue()) await checkpoint(control.signal);
        await onBlock(done / total, unread + sink.unread);
      });
      reports.push(sink.report(file.blob.size, source, problem));
      texts.push(source.text());
      before += file.blob.size;
      unread += sink.unread;
    }
  } finally {
    (await opened.at(-1))?.close();
  }
  return { files: reports, texts, forms: decided };
}

function formsAt(forms: 'assumed' | 'survey' | ReadFiles['forms'], index: number): DecidedForms | null {
  return typeof forms === 'string' ? null : forms[index];
}

interface SurveyResult {
  readonly forms: DecidedForms;
  /** A column that can be read in two ways. */
  readonly problem: Problem | null;
}

/**
 * Reads a file without keeping anything but how its columns are written. What is wrong with it is found when it is
 * read.
 */
async function surveySource(
  source: LogSource,
  file: LogFile,
  kernel: CellKernel | null,
  pause: () => Promise<void>,
): Promise<SurveyResult> {
  const sink = new SurveySink(file.path);
  try {
    await readBlocks(source, sink, kernel, pause);
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
  } finally {
    source.close();
  }
  return sink.decide();
}

/** In place of `readSource`, for a file that is not to be read. */
function passOver(problem: Problem): typeof readSource {
  return async (source) => {
    source.close();
    return problem;
  };
}

/** Reads one file. Returns why the file as a whole cannot be read, or null. */
async function readSource(
  source: LogSource,
  file: LogFile,
  sink: FileSink,
  kernel: CellKernel | null,
  onText: (size: number) => Promise<void>,
): Promise<Problem | null> {
  let problem: Problem | null = null;
  try {
    problem = await readBlocks(source, sink, kernel, onText);
  } catch (error) {
    // Rows that are in the table already are wrong then.
    if (!(error instanceof LogError) || error.code === 'changed' || error.code === 'late-header') throw error;
    problem = { code: error.code, detail: { rows: sink.rowsRead, ...error.detail } };
  } finally {
    source.close();
  }
  const { problem: known = null } = file;
  if (known === null || (problem !== null && problem.code !== 'not-a-zeek-log')) return problem;
  return { code: known.code, detail: { ...known.detail, rows: sink.rowsRead } };
}

/** Text without a row, from which on a file is taken for one that only looks like a log. */
const LONGEST_ROW = 64 << 10;

/**
 * Whether a file that is unpacked as it is read gives next to no rows; the text of others is kept, and limited as it
 * comes.
 */
function isBarren({ form }: Source, sink: FileSink, text: number): boolean {
  return (form === 'gzip' || form === 'zip') && sink.rowsRead * LONGEST_ROW < text;
}

async function readBlocks(
  source: LogSource,
  sink: LogSink & { readonly path: string; format: string },
  kernel: CellKernel | null,
  onText: (size: number) => Promise<void>,
): Promise<Problem | null> {
  const reader = new PartsReader(sink, kernel, formats);
  let text = 0;
  for await (const block of source.blocks) {
    if (block.length === 0) {
      await onText(text); // a source that works long between two blocks
      continue;
    }
    reader.push(block);
    for (const name of source.recodings()) sink.note(name, {});
    sink.format = formOf(source, reader);
    if (reader.refusal !== null) return { code: 'not-a-zeek-log', detail: { file: sink.path, ...reader.refusal } };
    text += block.length;
    await onText(text);
  }
  const damage = source.damage();
  reader.end(damage !== null && isShort(damage));
  for (const name of source.recodings()) sink.note(name, {});
  sink.format = formOf(source, reader);
  return reader.refusal && { code: 'not-a-zeek-log', detail: { file: sink.path, ...reader.refusal } };
}

/** What the report calls the form of a log; Parquet's rows are read as JSON. */
function formOf(source: Source, { form }: PartsReader): string {
  return source.form === 'parquet' && form === 'JSON' ? 'Parquet' : form;
}

/** Whether the last record may lack its end. */
function isShort({ why }: Damage): boolean {
  return why === 'cut' || why === 'damaged' || why === 'shorter' || why === 'unreadable';
}
