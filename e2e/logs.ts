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
