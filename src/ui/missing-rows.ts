import { isLostFlow } from '../core/loss.ts';
import { summariseLoss } from '../words/loss-words.ts';
import { losesFlows } from '../words/messages.ts';
import type { FileReport, Run } from '../worker/api.ts';
import { countOf, formatCount } from './parts/format.ts';

/** Rows of the dropped files that are missing from the result. */
export interface Missing {
  /** A few words: `1 row skipped, file incomplete`. */
  readonly summary: string;
  /** Whether a file is incomplete or many of its rows were skipped. False if only a few rows are missing. */
  readonly isMuch: boolean;
}

/**
 * The missing rows of a run, null if it has all rows of all files. Rows with a repeated uid and lines of totals do not
 * count as missing.
 */
export function missingFrom({ files, loss }: Pick<Run, 'files' | 'loss'>): Missing | null {
  const skipped = loss === null ? summariseSkipped(files) : summariseLoss(loss);
  const incomplete = files.filter(isIncomplete);
  const parts = [skipped, summariseIncomplete(incomplete, files.length)].filter((part) => part !== '');
  return parts.length === 0 ? null : { summary: parts.join(', '), isMuch: loss !== null || incomplete.length > 0 };
}

/** The effect on the list of findings. */
export function explainMissingFindings({ summary }: Missing): string {
  return `${summary}: findings in the missing rows are not listed.`;
}

/** The effect on the lists of hosts and channels. */
export function explainMissingGroups({ summary }: Missing): string {
  return `${summary}: hosts and channels of the missing rows are not listed, or their counts are too low.`;
}

function summariseSkipped(files: readonly FileReport[]): string {
  const counts = files.flatMap(({ skippedBy }) => skippedBy).filter(isLostFlow);
  const skipped = counts.reduce((sum, { lines }) => sum + lines, 0);
  return skipped === 0 ? '' : `${countOf(skipped, 'row')} skipped`;
}

function isIncomplete({ problem, notes }: FileReport): boolean {
  return (problem !== null && losesFlows(problem)) || notes.some(({ code }) => code === 'unclosed-array');
}

function summariseIncomplete(files: readonly FileReport[], all: number): string {
  if (files.length === 0) return '';
  const what = files.every(({ flows }) => flows === 0) ? 'not read' : 'incomplete';
  return all === 1 ? `file ${what}` : `${formatCount(files.length)} of ${countOf(all, 'file')} ${what}`;
}
