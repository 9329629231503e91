import { countOf, formatCount } from '../core/number-words.ts';
import type { GroupNote, Note, NoteCode, Skip, SkipCount, SkipReason, Suspicion } from '../worker/api.ts';
import { driftOfNote, explainVerdict } from './drift-words.ts';
import { hasSeveral, listed, type Sentences } from './sentences.ts';

/** Why a line was skipped, as the end of "line 12: …". */
export function explainSkip({ reason, detail }: Skip): string {
  return skips[reason](detail);
}

/** The sentence of a note. */
export function explainNote({ code, detail }: Note): string {
  return notes[code](detail);
}

/** The missing fields without which failed flows, and so scans, are unknown. */
export function explainGroupNote(note: GroupNote): string {
  return groupNotes[note];
}

const groupNotes: Readonly<Record<GroupNote, string>> = {
  'no-state':
    'This log has no conn_state: only packets show which flows failed, so connections that were refused do not count as failed.',
  'no-packets':
    'No flow of this log has orig_pkts, which shows that a flow failed. So failed shares are 0, and scans cannot be found.',
};

/** Whether a note is an assumption about a file that is shown without a click. */
export function isAssumption({ code }: Note): boolean {
  return (
    code === 'headerless' ||
    code === 'tabs-lost' ||
    code === 'never-present' ||
    code === 'converted-units' ||
    code === 'zone-assumed' ||
    code === 'odd-times' ||
    code === 'lacks-fields' ||
    code === 'unclosed-array' ||
    code === 'understood' ||
    code === 'not-numbers' ||
    code === 'several-values'
  );
}

/** Why lines were skipped, without an example. */
export function explainSkipCount({ reason, field }: SkipCount): string {
  return `${skips[reason]({})}${field === '' ? '' : ` (${field})`}`;
}

/** Why a flow's numbers are doubtful. */
export function explainSuspicion(kind: Suspicion): string {
  return suspicions[kind];
}

const skips: Sentences<SkipReason, string> = {
  'too-few-fields': ({ found, wanted }) => `too few fields${counts(found, wanted)}`,
  'too-many-fields': ({ found, wanted }) => `too many fields${counts(found, wanted)}`,
  'not-a-number': ({ field, text, reading }) =>
    field === undefined
      ? 'text where a number belongs'
      : `${field} is “${text}”, which is ${unreadable(reading, text)}`,
  'cut-line': ({ found, wanted }) => `the last line is cut off${counts(found, wanted)}`,
  'no-header': () => 'before any #fields header',
  'not-json': () => 'no whole JSON object',
  'no-flow': () => 'an object that is no row of a Zeek log',
  'no-endpoints': () => 'it has no host, port or protocol, for example a line of totals',
  'too-long': () => 'more than 8 MB without an end',
  'not-a-record': () => 'no record: something that stands before the log, or the rest of a record that was cut off',
  'tabs-lost': ({ found, wanted }) =>
    `its tabs became spaces, and its cells cannot be separated${counts(found, wanted)}`,
  repeated: () => 'its uid was in an earlier file',
};

const notes: Sentences<NoteCode, string> = {
  'not-utf8': ({ labels }) =>
    `${countOf(Number(labels), 'value has', 'values have')} bytes that are not UTF-8, shown as \ufffd.`,
  'header-changed': ({ fields }) =>
    `The header changes within the file (now ${fields} fields). Each part is read by its own.`,
  'converted-units': ({ dialect }) => `Durations in nanoseconds were turned into seconds, as ${dialect} writes them.`,
  'utf-16': () => 'The file is UTF-16 text, as PowerShell and Excel write it. It is read as UTF-16.',
  'cr-lines': () =>
    'The lines of this file end in carriage returns alone, as old Macs wrote them. Each of them ends a line.',
  headerless: ({ fields, unknown, lacks }) =>
    `${lacks === undefined ? 'The log has no header' : `The header of this log has no line ${lacks}`}. Its ${fields} columns are read as the fields of a conn.log of that width${unknown === undefined ? '' : `, and ${listed(unknown)} ${hasSeveral(unknown) ? 'are' : 'is'} unknown`}. Compare one or two flows with the original.`,
  'behind-prefix': ({ prefix }) =>
    `Something stands before the rows on their lines (“${prefix}”), as grep, syslog and log shippers write it. It is left out.`,
  'spreadsheet-cells': ({ text }) =>
    `Cells are written so that a spreadsheet takes them for text (“${text}”). They are read without these marks.`,
  'escaped-tabs': ({ mark }) =>
    `The tabs of this log are written as “${mark}”, as rsyslog does. They are read as tabs.`,
  'tabs-lost': () =>
    'The tabs of this log became spaces, as when it is copied from a terminal. Its cells are divided at spaces.',
  'several-logs': ({ logs }) =>
    `The file holds several logs, each behind a line “==> name <==”: ${logs}. Each is read by its own header or names.`,
  'zone-assumed': () =>
    'Its times do not name a time zone: they are read as UTC. If they were exported in local time, all of them are off by the same hours.',
  'lacks-fields': ({ fields }) =>
    `The log does not name ${listed(fields)}: what needs ${hasSeveral(fields) ? 'them' : 'it'} is not shown or not found.`,
  'odd-times': ({ text, year }) =>
    `The first time, “${text}”, is in ${year === undefined ? 'no year of the calendar' : `the year ${year}`}${/^[\d.,+-]+$/.test(String(text)) ? ' when read as seconds or fractions of a second since 1970. If the log counts from another year, its dates are wrong.' : '. Check that the dates of this log are right.'}`,
  'never-present': ({ fields }) =>
    `No record has ${listed(fields)}: unset throughout, so the score says nothing about ${hasSeveral(fields) ? 'them' : 'it'}.`,
  'not-numbers': ({ field, cells, text, line, reading }) =>
    Number(cells) === 1
      ? `The cell “${text}” of ${field} in line ${line} is ${unreadable(reading, text)}: it is unset.`
      : `${countOf(Number(cells), 'cell')} of ${field} are unset: the first, “${text}” in line ${line}, is ${unreadable(reading, text)}.`,
  'several-values': ({ fields, cells }) =>
    `${countOf(Number(cells), 'cell')} of ${listed(fields)} ${Number(cells) === 1 ? 'holds' : 'hold'} several values that differ, where Zeek has one: unset.`,
  'unclosed-array': () =>
    'The file ends inside its JSON array: it was cut off, and the rows behind the cut are missing.',
  understood: ({ fields, field, kind, text, value }) => {
    const form = forms[String(kind)];
    if (form === undefined) return `${field}: “${text}” is read as ${value}.`;
    const verb = String(fields).includes(',') ? 'are' : 'is';
    return `${listed(fields)} ${verb} ${form}: “${text}” of ${field} is read as ${value}.`;
  },
  'types-missing': () => 'The log has no #types line. Zeek’s usual types are used.',
  'findings-without-baseline': () =>
    'The scores of the flows are by the baseline. Findings, Hosts and Channels do not use it: they compare this log with itself.',
  'baseline-differs': (detail) => explainVerdict(driftOfNote(detail)),
  'constant-feature': ({ fields, of }) =>
    of === 'baseline'
      ? `${listed(fields)} ${hasSeveral(fields) ? 'have' : 'has'} one value in all flows of the baseline and ${hasSeveral(fields) ? 'are' : 'is'} left out of the score.`
      : `${listed(fields)} ${hasSeveral(fields) ? 'have' : 'has'} one value in all flows and ${hasSeveral(fields) ? 'are' : 'is'} left out of the score. PyOD itself may report no anomalies here.`,
  degenerate: () =>
    'The score here is the distance of a flow from the average flow. In this log one feature follows exactly from the others, so PyOD’s formula divides by a rounding error: PyOD ranks the flows in the same order, but its scores cannot be reproduced.',
  'field-unset': ({ field }) => `No flow has ${field}: ${blindness[String(field)] ?? 'Behaviour sees less'}.`,
  'fitted-on-sample': ({ sample, flows }) =>
    `Every flow was compared with a sample of ${formatCount(Number(sample))} of the ${countOf(Number(flows), 'flow')}.`,
  'nothing-to-compare': () => 'There is nothing to compare: every flow has the same values, so every score is 0.',
  'sign-undecided': ({ components }) =>
    `Two flows nearly decide the sign of ${listed(components)} against each other: scores can differ from PyOD’s by rounding alone.`,
};

/** The expected form of a cell that could not be read. */
function unreadable(reading: string | number | undefined, text: string | number | undefined): string {
  if (reading === 'time') return 'no time that can be read';
  if (reading === 'interval' || reading === 'nanoseconds') return 'no duration that can be read';
  if (reading === 'count' || reading === 'port') {
    if (/^\d+$/.test(String(text))) return 'too large for a count';
    return /^-\d+$/.test(String(text)) ? 'negative' : 'no whole number';
  }
  return 'no number';
}

/** Number formats of columns. */
const forms: Readonly<Record<string, string>> = {
  'decimal-comma': 'written with decimal commas',
  grouped: 'written with marks between thousands',
  duration: 'written with units',
  date: 'written as dates whose order of day and month the file shows',
  days: 'counted in days since 1900, as spreadsheets keep dates',
  'epoch-unit': 'written in milliseconds, microseconds or nanoseconds',
};

/** What Behaviour cannot detect without a field. */
const blindness: Readonly<Record<string, string>> = {
  ts: 'Behaviour cannot see beacons, bursts, or how long anything takes',
  proto: 'Behaviour cannot distinguish scans, pings and DNS queries',
  conn_state: 'Behaviour counts refused connections as answered, so it misses scans of closed ports',
  history: 'Behaviour counts answers whose beginning was missed as connections',
  orig_pkts: 'Behaviour cannot recognise failed connections, so it misses scans and failed guessing',
  resp_pkts: 'Behaviour counts every connection as failed, so scans look like other traffic',
};

const suspicions: Readonly<Record<Suspicion, string>> = {
  'payload-over-ip': 'Payload far above the IP bytes that carried it: packets were missed, or sequence numbers jumped',
  'capture-loss': 'Bytes were missed by the sensor, so payload counts are estimates',
  negative: 'The duration is negative',
  'port-over-65535': 'A port is above 65535',
  swapped: 'Zeek swapped source and destination (^ in history): which opened the connection is a guess',
};

function counts(found: string | number | undefined, wanted: string | number | undefined): string {
  return found === undefined ? '' : ` (${found} instead of ${wanted})`;
}
