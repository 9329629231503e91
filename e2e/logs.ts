import { makeSample } from '../src/core/sample/sample.ts';

const lines = new TextDecoder().decode(makeSample()).trimEnd().split('\n');
const head = lines.filter((line) => line.startsWith('#') && !line.startsWith('#close'));
const flows = lines.filter((line) => !line.startsWith('#'));

/** The header of the sample's log, with a line end. */
export const sampleHeader = `${head.join('\n')}\n`;
export const sampleFields = (head.find((line) => line.startsWith('#fields')) ?? '').split('\t').slice(1);

/** `count` flows of the sample from the one at `from` on, a line each, without a header. */
export function sampleFlows(count: number, from = 0): string[] {
  return flows.slice(from, from + count);
}

/** Flows of the sample's morning without its sensors, whose telemetry has an even rhythm: nothing stands out. */
export function quietFlows(count: number): string[] {
  const isSensor = (line: string) => line.split('\t')[2].startsWith('192.168.30.');
  return sampleFlows(2 * count)
    .filter((line) => !isSensor(line))
    .slice(0, count);
}

/** A log of some flows of the sample. */
export function sampleLog(count: number, from = 0): string {
  return `${sampleHeader}${sampleFlows(count, from).join('\n')}\n`;
}

/** The flow with some of its cells changed. */
export function changed(line: string, cells: Readonly<Record<string, string>>): string {
  return line
    .split('\t')
    .map((cell, i) => cells[sampleFields[i]] ?? cell)
    .join('\t');
}
