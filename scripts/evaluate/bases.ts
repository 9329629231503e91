import { existsSync, readFileSync } from 'node:fs';
import { makeSample } from '../../src/core/sample/sample.ts';

/** A log's benign rows, as text. */
export interface Base {
  readonly name: string;
  readonly header: string;
  readonly fields: readonly string[];
  readonly lines: readonly string[];
  readonly start: number;
  readonly span: number;
  /** Hosts with benign traffic of their own, most flows first: attacks move in with one of them. */
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
}

const shared = new URL('../../../shared/', import.meta.url);
/** Two labelled captures, and three public logs without labels of networks with next to no attacks. */
const others = [
  ['008', 'data/008-zeek-mixed/data/conn.log.labeled'],
  ['011', 'data/011-zeek-mixed/data/conn.log.labeled'],
  ['vast', 'corpora/tenzir+vast/libvast_test/artifacts/logs/zeek/conn.log'],
  ['parsezeeklogs', 'corpora/dgunter+ParseZeekLogs/examples/conn.log'],
  ['leak-detector', 'corpora/abdoulfataoh+data-leak-detector/assets/conn_dataset/good/conn.log'],
] as const;

/** The sample without its attacks, and the benign rows of logs that are at hand; of these the ones named. */
export function readBases(names: readonly string[] = ['sample', ...others.map(([name]) => name)]): Base[] {
  const sample = names.includes('sample') ? [baseOf('sample', new TextDecoder().decode(makeSample()))] : [];
  const captures = others.flatMap(([name, path]) => {
    const file = new URL(path, shared);
    return names.includes(name) && existsSync(file) ? [baseOf(name, readFileSync(file, 'utf8'))] : [];
  });
  return [...sample, ...captures];
}

/** The benign rows of a log; all where there are no labels. */
function baseOf(name: string, text: string): Base {
  const all = text.split('\n');
  const header = all.filter((line) => line.startsWith('#') && !line.startsWith('#close')).join('\n');
  const fields = /^#fields\t(.*)$/m.exec(header)?.[1].split('\t') ?? [];
  const label = fields.indexOf('label');
  const rows = all.filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('\t'));
  const benign = label < 0 ? rows : rows.filter((cells) => cells[label] === 'Benign');
  const times = benign.map((cells) => Number(cells[fields.indexOf('ts')]));
  const start = times.reduce((least, ts) => Math.min(least, ts), Infinity);
  const end = times.reduce((most, ts) => Math.max(most, ts), 0);
  return {
    name,
    header,
    fields,
    lines: benign.map((cells) => cells.join('\t')),
    start,
    span: end - start,
    sources: hostsOf(benign, fields.indexOf('id.orig_h'), 20),
    destinations: hostsOf(benign, fields.indexOf('id.resp_h'), 1),
  };
}

/** IPv4 hosts of a column with at least `least` flows, most first. */
function hostsOf(rows: readonly string[][], column: number, least: number): string[] {
  const flows = new Map<string, number>();
  for (const cells of rows) flows.set(cells[column], (flows.get(cells[column]) ?? 0) + 1);
  const found = [...flows].filter(
    ([host, count]) => /^\d+\.\d+\.\d+\.\d+$/.test(host) && host !== '0.0.0.0' && count >= least,
  );
  return found.toSorted((a, b) => b[1] - a[1]).map(([host]) => host);
}
