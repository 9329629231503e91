import { areaUnderRoc, averagePrecision, type Confusion, confusionAt } from '../../src/core/evaluate/curves.ts';
import { countOutcomes } from '../../src/core/evaluate/outcomes.ts';
import { walkCells } from '../../src/core/query/walk-cells.ts';
import type { ReadLogs } from '../../src/core/read-logs.ts';
import { ATTACK, BENIGN, IGNORED } from './measure.ts';

/** Columns in which the sets of the University of West Florida name the ATT&CK tactic of a flow. */
export const tacticFields = ['label_tactic', 'mitre_attack_tactics', 'mitre_attack'] as const;

/** What these columns say of benign flows, and of flows without a label. */
const benign: ReadonlySet<string> = new Set(['', '-', 'none', 'benign', 'n/a', 'false', '(empty)']);

/** The tactic of each row. */
export interface Tactics {
  /** The first name is of benign flows. */
  readonly names: readonly string[];
  /** By row: index into `names`. */
  readonly of: Uint16Array;
}

/** Reads the tactics out of the files again. Null if no file has one of the columns. */
export async function readTactics({ table, texts }: ReadLogs, signal: AbortSignal): Promise<Tactics | null> {
  const field = tacticFields.find((name) => table.sections.some(({ layout }) => layout.fields.includes(name)));
  if (field === undefined) return null;
  const decoder = new TextDecoder();
  const codes = new Map<string, number>();
  const names = ['benign'];
  const of = new Uint16Array(table.rows);
  const codeOf = (text: string) => {
    const known = codes.get(text);
    if (known !== undefined) return known;
    const code = benign.has(text.toLowerCase()) ? 0 : names.push(text) - 1;
    codes.set(text, code);
    return code;
  };
  await walkCells(
    table,
    texts,
    field,
    null,
    signal,
    () => {},
    (first, count, bytes, places) => {
      for (let i = 0; i < count; i++)
        of[first + i] = codeOf(decoder.decode(bytes.subarray(places[2 * i], places[2 * i + 1])).trim());
    },
  );
  return { names, of };
}

/** How a detector separates the flows of one tactic, or of all, from benign flows. */
export interface Figures {
  readonly attacks: number;
  readonly area: number;
  readonly averagePrecision: number;
  /** At each of the asked fractions of flagged flows. */
  readonly at: readonly Rates[];
}

/** What is right among flagged and other flows. NaN where nothing is to divide by. */
export interface Rates {
  readonly accuracy: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/**
 * Figures of one tactic (index into `names`), or of all attacks (0). Flows of other tactics are left out. `shares` are
 * fractions of flagged flows; `null` flags as many flows as the attack has.
 */
export function figuresOf(
  scores: Float64Array,
  { of }: Tactics,
  tactic: number,
  shares: readonly (number | null)[],
): Figures {
  const truth = Uint8Array.from(of, (code) => {
    if (code === 0) return BENIGN;
    return tactic === 0 || code === tactic ? ATTACK : IGNORED;
  });
  const outcomes = countOutcomes(scores, truth);
  const counted = scores
    .filter((_, row) => truth[row] !== IGNORED)
    .sort()
    .reverse();
  const attacks = truth.reduce((sum, value) => sum + (value === ATTACK ? 1 : 0), 0);
  return {
    attacks,
    area: areaUnderRoc(outcomes),
    averagePrecision: averagePrecision(outcomes),
    at: shares.map((share) => {
      const flagged = share === null ? attacks : Math.round(share * counted.length);
      return ratesOf(confusionAt(counted[flagged] ?? -Infinity, outcomes));
    }),
  };
}

function ratesOf({ truePositives, falsePositives, falseNegatives, trueNegatives }: Confusion): Rates {
  const all = truePositives + falsePositives + falseNegatives + trueNegatives;
  return {
    accuracy: (truePositives + trueNegatives) / all,
    precision: truePositives / (truePositives + falsePositives),
    recall: truePositives / (truePositives + falseNegatives),
    f1: (2 * truePositives) / (2 * truePositives + falsePositives + falseNegatives),
  };
}
