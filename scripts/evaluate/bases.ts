import { existsSync, readFileSync } from 'node:fs';
import { createRandom } from '../../src/core/math/random.ts';
import { makeOfficeDay } from '../../src/core/sample/office.ts';
import { makeSample } from '../../src/core/sample/sample.ts';
import { byEnd, logHeader, logLine } from '../../src/core/sample/write-log.ts';
import { type Base, makeBase } from './base.ts';
import { type NetworkLog, networkLogs } from './networks.ts';
import { shared, standingText, truthOf } from './standing.ts';

/** The benign logs that are at hand, and the names of those that are not. */
export interface Bases {
  readonly bases: readonly Base[];
  readonly missing: readonly string[];
}

/** Reads the named logs, or all but the spare ones. With `isQuick` the first of each network. */
export function readBases(names?: readonly string[], isQuick = false): Bases {
  const wanted = networkLogs.filter((log) => (names === undefined ? log.isSpare !== true : names.includes(log.name)));
  const logs = isQuick
    ? wanted.filter((log, at) => wanted.findIndex(({ network }) => network === log.network) === at)
    : wanted;
  const read = logs.map((log) => [log.name, readBase(log)] as const);
  return {
    bases: read.flatMap(([, base]) => (base === null ? [] : [base])),
    missing: read.flatMap(([name, base]) => (base === null ? [name] : [])),
  };
}

/** The benign rows of a log. Null if its file is not at hand. */
function readBase(log: NetworkLog): Base | null {
  const text = textOf(log);
  return text === null ? null : baseOf(log, text);
}

/** The benign rows of a log in Zeek's TSV. */
export function baseOf(log: NetworkLog, text: string): Base {
  const all = text.split('\n');
  const header = all.filter((line) => line.startsWith('#') && !line.startsWith('#close')).join('\n');
  const fields = /^#fields\t(.*)$/m.exec(header)?.[1].split('\t') ?? [];
  const left = 'standing' in log.from ? leftOut(log.from.standing) : new Set<number>();
  const rows = all
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'))
    .filter((cells, row) => cells.length === fields.length && !left.has(row));
  const benign =
    log.isBenign === undefined
      ? rows
      : rows.filter((cells) => log.isBenign?.(Object.fromEntries(fields.map((field, at) => [field, cells[at]]))));
  return makeBase(log, header, fields, benign);
}

function leftOut(standing: string): Set<number> {
  const { attack, ignored } = truthOf(standing);
  return new Set([...attack, ...ignored]);
}

function textOf({ from }: NetworkLog): string | null {
  if ('seed' in from) return from.seed === 0 ? sampleWithoutAttacks() : officeDay(from.seed);
  if ('standing' in from) return standingText(from.standing);
  const file = new URL(from.path, shared);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

function sampleWithoutAttacks(): string {
  return new TextDecoder()
    .decode(makeSample())
    .split('\n')
    .filter((line) => line.startsWith('#') || line.split('\t').at(-2) === 'Benign')
    .join('\n');
}

function officeDay(seed: number): string {
  const random = createRandom(seed);
  const flows = makeOfficeDay(random).toSorted(byEnd);
  return `${logHeader()}${flows.map((flow) => logLine(random, flow)).join('')}`;
}
