import {
  type Behaviour,
  deriveFlow,
  deriveSum,
  explainFlow,
  NO_PART,
  pairsOf,
  partScore,
  scoreByReference,
} from '../behaviour/behaviour.ts';
import { behaviourOf } from '../behaviour/behaviour-of.ts';
import { combine } from '../behaviour/combined.ts';
import { lackingFields } from '../behaviour/lacking-fields.ts';
import { type Reference, referenceOf } from '../behaviour/reference.ts';
import type { Step } from '../behaviour/steps.ts';
import type { Control } from '../control.ts';
import { hasFeatures, volume } from '../features/feature-sets.ts';
import { readFeatures } from '../features/feature-source.ts';
import type { Table } from '../table/table.ts';
import type { ScoreColumn, Scored } from './detect.ts';
import type { Description, Reason } from './detector.ts';
import type { DetectorEntry } from './index.ts';
import { pcaLog, VOLUME, volumeScores } from './pca-log.ts';

/** The Behaviour detector: see `core/behaviour`. About one second per million rows. */
export const behaviour: DetectorEntry = {
  id: 'behaviour',
  label: 'Behaviour',
  short: 'Behaviour',
  params: [],
  canScore,
  detect: async (table, control) => {
    const started = performance.now();
    return scoredByBehaviour(table, await behaviourOf(table, control), started);
  },
  fitStreamed: null,
};

/** The Combined detector: Behaviour and Volume in one list, see `combine`. */
export const combined: DetectorEntry = {
  id: 'combined',
  label: 'Combined',
  short: 'Incidents',
  params: [],
  canScore,
  detect: async (table, control) => {
    const started = performance.now();
    const found = await behaviourOf(table, control);
    return scoredByBoth(table, found, await volumeScores(table, quietly(control)), started, control);
  },
  fitStreamed: null,
};

/**
 * The result of `behaviour` or `combined` (`id`) by an ordinary day. `volume` returns the scores of Volume by that day. The
 * facts of the log itself are computed once per table.
 */
export async function detectByReference(
  id: string,
  reference: Reference,
  volume: () => Promise<Float64Array>,
  table: Table,
  control: Control,
): Promise<Scored> {
  const started = performance.now();
  const { facts } = await behaviourOf(table, control);
  const found = await scoreByReference(facts, reference, control);
  return id === behaviour.id
    ? scoredByBehaviour(table, found, started)
    : scoredByBoth(table, found, await volume(), started, control);
}

/** What Behaviour keeps of a log to score others by. `volume` are the scores of PCA (log scale) fitted to it. */
export async function learnBehaviour(table: Table, volume: Float64Array, control: Control): Promise<Reference> {
  const found = await behaviourOf(table, control);
  await combine(found.scores, volume, pairsOf(found), quietly(control), found.facts.norms);
  return referenceOf(found.facts, control);
}

function scoredByBehaviour(table: Table, found: Behaviour, started: number): Scored {
  const columns = columnsOf(found, table, ({ leads }, row) => leads[row]);
  const why = { reasons: (row: number) => reasonsOf(found, row), sum: (row: number) => sumOf(found, row) };
  return scoredBy(behaviour, table, found.scores, columns, why, performance.now() - started);
}

async function scoredByBoth(
  table: Table,
  found: Behaviour,
  volumeFound: Float64Array,
  started: number,
  control: Control,
): Promise<Scored> {
  const { norms } = found.facts;
  const combinedFound = await combine(found.scores, volumeFound, pairsOf(found), quietly(control), norms);
  const { scores, isVolume, derive } = combinedFound;
  const reasons = (row: number): Reason[] => {
    const sentence = `Its size and length stand out from those of all flows (${pcaLog.label}).`;
    if (isVolume[row] === 0) return reasonsOf(found, row);
    return [
      { name: 'volume', label: VOLUME, score: scores[row], sentence, steps: derive(row) },
      ...reasonsOf(found, row),
    ];
  };
  const sum = (row: number) => (isVolume[row] === 1 ? [] : sumOf(found, row));
  const columns = columnsOf(found, table, ({ leads, parts }, row) => (isVolume[row] === 1 ? parts.length : leads[row]));
  return scoredBy(combined, table, scores, columns, { reasons, sum }, performance.now() - started);
}

/** Behaviour needs hosts. Volume needs its feature columns. */
function canScore(table: Table): boolean {
  return hasFeatures(table, volume) && table.columns.has('id.orig_h') && table.columns.has('id.resp_h');
}

/** Why a row has its score. */
interface Why {
  readonly reasons: (row: number) => Reason[];
  readonly sum: (row: number) => Step[];
}

function scoredBy(
  { id, label, short }: DetectorEntry,
  table: Table,
  scores: Float64Array,
  columns: readonly ScoreColumn[],
  { reasons, sum }: Why,
  milliseconds: number,
): Scored {
  const features = readFeatures(table, volume);
  const description: Description = {
    notes: lackingFields(table).map((field) => ({ code: 'field-unset', detail: { field } })),
    transform: 'none',
    scoreScale: 'log',
    typical: 'median',
    features: features.names.map((name) => ({ name, mean: 0, scale: 1, typical: 0 })),
    components: [],
  };
  return {
    detector: { id, label, short },
    params: {},
    features,
    scores,
    description,
    explain: (row) => ({
      score: scores[row],
      kind: 'reasons',
      parts: [],
      terms: [],
      reasons: reasons(row),
      sum: sum(row),
    }),
    project: () => {},
    columns,
    sharesScores: true,
    milliseconds: { fit: 0, score: milliseconds },
  };
}

/**
 * Columns of the table: the top indicator (for Combined, Volume is the last name), and the score of every indicator.
 */
function columnsOf(found: Behaviour, table: Table, leadOf: (found: Behaviour, row: number) => number): ScoreColumn[] {
  const { parts } = found;
  const nameOf = (name: string) =>
    table.sections.some(({ layout }) => layout.fields.includes(name)) ? `${name} (indicator)` : name;
  return [
    {
      name: nameOf('leads'),
      label: 'Top indicator',
      measures: 'The indicator with the highest score. That score is the flow’s.',
      formula: '',
      source: '',
      words: [...parts.map(({ label }) => label), VOLUME],
      at: (row) => {
        const lead = leadOf(found, row);
        return lead === NO_PART ? Number.NaN : lead;
      },
    },
    ...parts.map(({ name, label, measures, formula, source }, part) => ({
      name: nameOf(name),
      label,
      measures,
      formula,
      source,
      words: null,
      at: (row: number) => partScore(found, part, row),
    })),
  ];
}

/** The indicators that apply to a flow, strongest first. */
function reasonsOf(found: Behaviour, row: number): Reason[] {
  return found.parts
    .flatMap(({ name, label }, part) => {
      const evidence = explainFlow(found, part, row);
      if (evidence === null) return [];
      const steps = deriveFlow(found, part, row) ?? [];
      return [{ name, label, score: partScore(found, part, row), sentence: evidence.sentence, steps }];
    })
    .toSorted((a, b) => b.score - a.score);
}

/** How the score follows from those of the indicators. Empty if none applies. */
function sumOf(found: Behaviour, row: number): Step[] {
  return found.leads[row] === NO_PART ? [] : deriveSum(found, row);
}

/** Suppresses progress: the remaining steps are short. */
function quietly({ signal }: Control): Control {
  return { signal, report: () => {} };
}
