import { memberOf } from '../baseline/baseline.ts';
import { countOf } from '../number-words.ts';
import type { Dialect } from './dialect.ts';
import { driftQuery, featureDriftQuery } from './drift-queries.ts';
import { FLOWS, type FlowSource, flowsView, otherSources, usualSource } from './flow-source.ts';
import { countQuery, topQuery } from './list-queries.ts';
import { SCORES, scoredFlows } from './scored-flows.ts';
import type { ScoringModel } from './scoring-model.ts';
import { scriptHead } from './script-head.ts';
import { selfTestQuery, TOLERANCE } from './self-test.ts';

export interface ScriptOptions {
  /** By default Zeek's file if the engine reads it, otherwise the table `conn`. */
  readonly source?: FlowSource;
  /** How many flows to list. */
  readonly top?: number;
  /** Columns of the list, by Zeek's names. The source must have them. */
  readonly columns?: readonly string[];
}

/** A part of a script. */
export interface Step {
  readonly id: 'settings' | 'self-test' | 'flows' | 'scores' | 'count' | 'top' | 'drift' | 'feature-drift';
  readonly comment: string;
  /** Without semicolons. */
  readonly statements: readonly string[];
}

const COLUMNS = ['ts', 'uid', 'id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p', 'proto', 'service', 'conn_state'];

/**
 * A script in one file that scores flows by this model in an engine: the same scores as here, a list of the highest, the drift
 * of the flows from the model, and a test of itself. About 20 kB.
 */
export function scoringScript(model: ScoringModel, dialect: Dialect, options: ScriptOptions = {}): string {
  const source = options.source ?? usualSource(dialect);
  const steps = scoringSteps(model, dialect, options)
    .filter(({ statements }) => statements.length > 0)
    .map(({ id, comment, statements }) =>
      [
        `-- ${comment}`,
        ...statements.map((statement) => `${statement};`),
        ...(id === 'flows' ? otherSources(dialect, source) : []),
      ].join('\n'),
    );
  return `${[scriptHead(model, dialect, source), ...steps].join('\n\n')}\n`;
}

/** The same as a list, in order, for callers that run the statements themselves. */
export function scoringSteps(model: ScoringModel, dialect: Dialect, options: ScriptOptions = {}): readonly Step[] {
  const { source = usualSource(dialect), top = 20, columns = COLUMNS } = options;
  const { label } = memberOf(model.baseline.detector).detector;
  return [
    { id: 'settings', comment: 'Settings of this session', statements: dialect.settings },
    {
      id: 'self-test',
      comment: `Self-test: known flows with their scores. The relative difference must be below ${TOLERANCE}`,
      statements: [selfTestQuery(model, dialect)],
    },
    { id: 'flows', comment: 'The flows. Change the source here', statements: flowsView(dialect, source) },
    {
      id: 'scores',
      comment: `The score of every flow by ${label}. x_ are the features with unset as 0, z_ the standardised features`,
      statements: dialect.view(SCORES, scoredFlows(model, dialect, `${FLOWS} AS flows`)),
    },
    { id: 'count', comment: 'Flows above the threshold', statements: [countQuery(model, dialect)] },
    {
      id: 'top',
      comment: `The ${countOf(top, 'flow')} with the highest scores`,
      statements: [topQuery(top, columns, dialect)],
    },
    {
      id: 'drift',
      comment: 'Drift: the share of flows outside the box of the model. Networks and hosts are not compared',
      statements: [driftQuery(model, dialect)],
    },
    {
      id: 'feature-drift',
      comment: 'Drift per feature. If unreadable is not 0, the column has texts that are no numbers',
      statements: [featureDriftQuery(model, dialect)],
    },
  ];
}
