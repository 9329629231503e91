import { countOf, formatBytes, formatCount } from '../core/number-words.ts';
import type { LogErrorCode, Problem, Skip, SkipReason } from '../worker/api.ts';
import { archiveAdvice, archiveDamage, damage, parquetAdvice, parquetTrouble, whatToDoWith } from './file-words.ts';
import { describeLost, explainRemnant } from './loss-words.ts';
import { hasSeveral, listed, type Sentences } from './sentences.ts';

/** What went wrong, and the next step. */
export interface Advice {
  readonly what: string;
  readonly next: string;
}

/** The sentences for a file or request that failed. */
export function explainProblem({ code, detail }: Problem): Advice {
  return problems[code](detail);
}

/** Whether flows are missing because of a problem. Empty files and other kinds of logs have no flows to lose. */
export function losesFlows({ code }: Problem): boolean {
  return code !== 'other-log' && code !== 'empty' && code !== 'no-log';
}

const problems: Sentences<LogErrorCode, Advice> = {
  empty: ({ file, what }) =>
    what === 'rows'
      ? {
          what: `${file} has a header, but no flows.`,
          next: 'Zeek writes a log without flows when it stops before a connection has ended. Open a log of another hour.',
        }
      : { what: `${file} is empty.`, next: 'Copy the log again, or open another one.' },
  'no-rows': ({ file, rows, lines, reason, line, format, ...detail }) => {
    const first: Skip = { reason: reason as SkipReason, line: Number(line), detail };
    const lost = describeLost({ reason: first.reason, field: String(detail.field ?? ''), lines: Number(lines), first });
    const all =
      Number(rows) === 1 ? `The one row of ${file}` : `None of the ${formatCount(Number(rows))} rows of ${file}`;
    const each = lines === rows ? (Number(rows) === 1 ? 'it' : 'they') : formatCount(Number(lines));
    return {
      what: `${all} ${Number(rows) === 1 ? 'could not' : 'could'} be read: ${each} ${lost}.`,
      next:
        reason === 'no-header'
          ? 'The header has no line #fields, which names the columns. Open the log with its whole header.'
          : format === 'Zeek TSV'
            ? 'The rows do not fit the log’s own #fields and #types header. Copy the log again without changing it.'
            : 'Save the log again as Zeek wrote it, or correct this column, and open it once more.',
    };
  },
  'mostly-skipped': (detail) => {
    const others = Number(detail.rows) - Number(detail.lost);
    return {
      what: explainRemnant(detail),
      next: `A ranking of the ${others === 1 ? 'one other row' : `${formatCount(others)} other rows`} would say little about ${Number(detail.files) > 1 ? 'these logs' : detail.file}.`,
    };
  },
  'no-log': ({ files }) =>
    Number(files) === 0
      ? { what: 'There is no file in what you dropped.', next: 'Drop a conn.log, or a folder that has one.' }
      : {
          what: `None of the ${countOf(Number(files), 'file')} is a Zeek log.`,
          next: 'Look for files named conn.log or conn.…log.gz in Zeek’s logs folder.',
        },
  'not-a-zeek-log': ({ file, looks, seen }) => ({
    what: `${file} is ${looks === 'cut-header' ? 'a Zeek log whose header is cut off' : 'not a Zeek log'}${seen === undefined || seen === '' ? '' : `: it begins “${String(seen).trim()}”`}.`,
    next: whatToDoWith[String(looks)] ?? 'A Zeek log begins with a line “#separator \\x09”. Open the conn.log itself.',
  }),
  'other-log': ({ file, path }) => ({
    what: `${file} is a Zeek ${path === 'unknown' ? 'log of an unknown kind' : `${path}.log`}, not a conn.log.`,
    next: 'Only connections are scored. Open the conn.log in the same folder.',
  }),
  'missing-field': ({ file, path, fields }) => ({
    what: `${file} is a ${path === '' || path === '-' ? 'conn' : path} log without ${listed(fields)}.`,
    next: `The score needs ${hasSeveral(fields) ? 'them' : 'it'}. Use the whole log: ${hasSeveral(fields) ? 'these columns were' : 'this column was'} left out when it was exported or cut (zeek-cut), or Zeek does not write ${hasSeveral(fields) ? 'them' : 'it'} here.`,
  }),
  'ambiguous-column': ({ file, field, kind, text, line, one, other }) =>
    kind === 'date'
      ? {
          what: `${field} of ${file} holds dates such as “${text}” (line ${line}): no date in the file tells whether the day or the month comes first.`,
          next: 'Export the log with times as epoch seconds or in ISO 8601 (2024-04-01T00:00:02Z), then open it again.',
        }
      : {
          what: `${field} of ${file} holds “${text}” (line ${line}), which may mean ${one} or ${other}: nothing in the file decides it.`,
          next: 'Export the log with a point before fractions and no marks between thousands, then open it again.',
        },
  'bad-header': ({ file, line, why }) => ({
    what: `${line === undefined ? 'The header' : `Line ${line}`} of ${file} is a header that cannot be read: ${why}.`,
    next: 'Copy the log again without changing its # lines.',
  }),
  'late-header': ({ file, line }) => ({
    what: `The header of ${file} comes after rows${line === undefined ? '' : ` (line ${line})`}, and names the columns in another order than Zeek’s.`,
    next: 'It was sorted or put together from parts. Put the header before the first row, then open it again.',
  }),
  'damaged-gzip': ({ file, at, rows, why }) =>
    why === 'checksum'
      ? {
          what: `${file} is damaged: CRC mismatch in the gzip member that ends at byte ${formatCount(Number(at))}.`,
          next: `Its ${countOf(Number(rows), 'row is', 'rows are')} kept, but any of them may be wrong. Copy the file again.`,
        }
      : {
          what: `${file} is ${damage[String(why)] ?? 'damaged'} (byte ${formatCount(Number(at))} of the compressed file).`,
          next: keptRows(rows),
        },
  'damaged-zstd': ({ file, rows, why }) => ({
    what: `${file} is ${damage[String(why)] ?? 'damaged'}.`,
    next:
      why === 'window'
        ? 'Unpack it first: zstd -d --long=31.'
        : why === 'dictionary'
          ? 'Unpack it first: zstd -d -D DICTIONARY.'
          : keptRows(rows),
  }),
  'damaged-archive': ({ file, rows, why }) => ({
    what: `${file} ${archiveDamage[String(why)] ?? 'is damaged'}.`,
    next: archiveAdvice[String(why)] ?? keptRows(rows),
  }),
  'damaged-parquet': ({ file, rows, why }) => ({
    what: `${file} ${parquetTrouble[String(why)] ?? 'is damaged'}.`,
    next: parquetAdvice[String(why)] ?? keptRows(rows),
  }),
  'packed-too-deep': ({ file, times }) => ({
    what: `${file} has more than ${times} layers of archives or compression.`,
    next: 'Unpack it until the log is packed once or not at all, then open that.',
  }),
  'unpacks-too-large': ({ file, times, stored, bytes }) => ({
    what: `${file} unpacks to more than ${times} times its size: ${formatBytes(Number(bytes))} came out of its first ${formatBytes(Number(stored))}.`,
    next: 'Oddflow stopped there. A log of many equal rows can be like this, and so can a file that is made to fill your memory. Unpack all of it only if you know where it comes from.',
  }),
  'too-many-files': ({ file, files }) => ({
    what: `${file} holds more than ${formatCount(Number(files))} files.`,
    next: 'Oddflow stopped there. Reading all of them takes long: drop a part of them, or go on all the same.',
  }),
  'cut-short': ({ file, rows, at, size, why }) => ({
    what: `${file} could be read only up to ${formatBytes(Number(at))} of ${formatBytes(Number(size))}${
      why === 'shorter' ? ', because it became shorter meanwhile' : ', because it changed or moved meanwhile'
    }. ${countOf(Number(rows), 'row was', 'rows were')} read up to there.`,
    next: 'Wait until no program writes to the file, then open it again.',
  }),
  changed: ({ file, at, why }) => ({
    what:
      why === 'refused'
        ? `${file} was changed, moved or deleted since it was read at ${clock(Number(at))}.`
        : `${file} changed since it was read at ${clock(Number(at))}.`,
    next: 'Open it again. Results that do not need the file stay.',
  }),
  unreadable: ({ file }) => ({
    what: `The browser could not read ${file}.`,
    next: 'It may have been moved, changed or locked since you chose it. Choose it again, or copy it first.',
  }),
  'out-of-memory': () => ({
    what: 'The browser has no memory left for this log.',
    next: 'Close other tabs, or open a part of the log: one hour, or fewer files at once.',
  }),
  'engine-lost': () => ({
    what: 'The part of Oddflow that reads and scores logs stopped working. It was started again, and no log is open any more.',
    next: 'Open the log again. If it happens once more, open a part of the log.',
  }),
  'not-loaded': () => ({
    what: 'The page could not load all of its files.',
    next: 'Check the connection and reload the page. The offline file needs no connection.',
  }),
  'not-a-baseline': ({ file, why }) => ({
    what: `${file} is not a model that Oddflow saved, or it is damaged: ${why}.`,
    next: 'Open the file that “Save model (JSON)” wrote, without changes. To fit a model on a log instead, use “Fit on another log”.',
  }),
  'not-a-state': ({ file }) => ({
    what: `${file} is not a state that Oddflow saved while it followed a log.`,
    next: 'Name another file for the state, or delete this one to begin anew.',
  }),
  'newer-baseline': ({ file, version }) => ({
    what: `${file} was saved by a newer Oddflow (format version ${version}).`,
    next: 'Open it with that version, or save the model again with this one.',
  }),
  'not-moments': ({ file, why }) => ({
    what: `${file} is not the result of a script that fits a model in a database, or it is damaged: ${why}.`,
    next: 'Save the one JSON object that the script returns, without changes. docs/sql.md shows the command of each database.',
  }),
  'newer-moments': ({ file, version }) => ({
    what: `${file} is the result of a script of a newer Oddflow (version ${version} of the format).`,
    next: 'Open it with that version, or write the script again with this one.',
  }),
  'half-moments': ({ file, dialect }) => ({
    what: `${file} is the result of the first of two scripts. It leaves the signs of the components open, on which the scores of this detector depend.`,
    next: `Write the second script from it: in the page under “Use this model elsewhere” in the tab Model, or with “oddflow --from-moments ${file} --fit-sql ${dialect}”. Run it in the same database, and open its result. Hotelling’s T² and SPE need only the first.`,
  }),
  'no-conn-log': ({ folder }) => ({
    what: `The folder ${folder} has no conn.log.`,
    next: 'Choose the folder in which Zeek writes conn.log, or the folder that has it in a folder “current”.',
  }),
  'bad-table': ({ table }) => ({
    what: `“${table}” is not the name of a table.`,
    next: 'Write it as conn, schema.conn or catalog.schema.conn. A part that has a dot needs quotes: logs."conn.2026".',
  }),
  'baseline-first': ({ file }) => ({
    what: `${file} is a saved model, not a log.`,
    next: 'Open the log that it should score first. Then drop the model again, or open it under “Baseline”.',
  }),
  'wrong-link-filter': ({ filter, why }) => ({
    what: `The filter of the link was not applied to this log: ${filter}. ${why}`,
    next: 'Type it into the filter box with the fields of this log.',
  }),
  'scores-whole-logs': ({ detector }) => ({
    what: `${detector} scores whole logs. Its model cannot score a growing or out-of-core log, and cannot be written as a script.`,
    next: 'Score a log that fits into memory with it, or fit a model of PCA (log scale), Hotelling’s T² or SPE.',
  }),
  'baseline-misfit': ({ detector, fields }) => ({
    what: `${detector} needs ${fields === undefined ? 'fields that these flows do not have' : `${listed(fields)}, which this log does not have`}.`,
    next: 'Fit another model of the list: PCA (log scale) reads only what every conn.log has.',
  }),
  'flat-baseline': ({ flows }) => ({
    what: `No model can be fitted: ${Number(flows) === 0 ? 'no flow was chosen' : `the ${countOf(Number(flows), 'flow has', 'flows have')} the same values in every feature`}.`,
    next: 'Choose more flows: an ordinary day of the same network is best.',
  }),
  'unknown-finding': ({ id }) => ({
    what: id === '' ? 'A filter by finding needs the id of a finding.' : `There is no finding ${id} in this log.`,
    next: 'Open a finding and use “Show flows”, or copy its id.',
  }),
  'refused-filters': ({ filters, why }) => ({
    what: `${filters} was not applied to this log. ${why}`,
    next: 'Correct it in the filter box. All other filters are unchanged.',
  }),
  'bad-request': ({ what }) => ({
    what: `The engine could not answer: ${what}.`,
    next: 'Open the log again.',
  }),
};

/** Hour and minute of a time on the user's clock. */
function clock(milliseconds: number): string {
  return new Date(milliseconds).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

function keptRows(rows: string | number | undefined): string {
  return Number(rows) > 0
    ? `The ${countOf(Number(rows), 'row before that is', 'rows before that are')} kept. Copy the file again to have the rest.`
    : 'No row could be read before that. Copy the file again, or open the log uncompressed.';
}

/** `12 MB of 345 MB`, or `1,200 of 20,000 rows`. */
export function explainDone(done: number, total: number, unit: 'bytes' | 'rows'): string {
  if (unit === 'rows') return `${formatCount(done)} of ${countOf(total, 'row')}`;
  return total > 0 ? `${formatBytes(done)} of ${formatBytes(total)}` : formatBytes(done);
}
