import type { Baseline } from '../baseline/baseline.ts';
import { type Drift, measureDrift } from '../baseline/drift.ts';
import type { Control } from '../control.ts';
import { behaviour } from '../detect/behaviour-entry.ts';
import { LogError } from '../errors.ts';
import { findFindings } from '../findings/find-findings.ts';
import type { Finding } from '../findings/finding.ts';
import type { Means } from '../read-files.ts';
import type { FlowWindow } from './flow-window.ts';
import { readPieces } from './read-piece.ts';

/** A finding of the window, and whether flows that came since the last search are in it. */
export interface WindowFinding {
  readonly finding: Finding;
  readonly hasNew: boolean;
}

/** Searches the window for findings. Pieces from number `from` on are new. None where the log does not name hosts. */
export async function searchWindow(
  window: FlowWindow,
  from: number,
  control: Control,
  means: Means,
): Promise<WindowFinding[]> {
  const { table } = await readPieces(window.files(), control, means);
  if (table.rows === 0 || !behaviour.canScore(table)) return [];
  const firstNew = table.rows - window.flowsFrom(from);
  const { findings, rows } = await findFindings(table, control);
  return findings.list.map((finding, at) => ({ finding, hasNew: (rows[at].toRows().at(-1) ?? -1) >= firstNew }));
}

/** Drift of the flows in the window that came since the model is in use; null while these are few, or not comparable. */
export async function driftOfWindow(
  window: FlowWindow,
  from: number,
  baseline: Baseline,
  control: Control,
  means: Means,
): Promise<Drift | null> {
  if (window.flowsFrom(from) < LEAST_FLOWS) return null;
  const { table } = await readPieces(window.files(from), control, means);
  try {
    return await measureDrift(baseline, table, control);
  } catch (error) {
    if (error instanceof LogError) return null;
    throw error;
  }
}

const LEAST_FLOWS = 1000;
