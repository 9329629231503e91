import { type FamilyMember, pcaFamily } from '../detect/pca-family.ts';
import { LogError } from '../errors.ts';
import type { Dialect } from '../sql/dialect.ts';
import { type FlowSource, flowsView, otherSources, usualSource } from '../sql/flow-source.ts';
import { valuesView } from './feature-values.ts';
import { fitHead } from './fit-head.ts';
import type { Moments } from './moments.ts';
import { momentsQuery } from './moments-query.ts';
import { projectionsQuery } from './projections-query.ts';

export interface FitOptions {
  /** By default Zeek's file if the engine reads it, otherwise the table `conn`. */
  readonly source?: FlowSource;
}

/** A part of a script. */
interface Step {
  readonly comment: string;
  /** Without semicolons. */
  readonly statements: readonly string[];
}

/** The first script: sums of a table, from which a model of this detector is fitted. */
export function fitScript(member: FamilyMember, dialect: Dialect, options: FitOptions = {}): string {
  return scriptOf(fitHead(member, dialect, 'first'), fitSteps(member, dialect, options), dialect, options);
}

/** The second script, from the result of the first: sums in the directions of the model's components. */
export function secondFitScript(moments: Moments, dialect: Dialect, options: FitOptions = {}): string {
  const head = fitHead(memberOfMoments(moments), dialect, 'second');
  return scriptOf(head, secondFitSteps(moments, dialect, options), dialect, options);
}

/** The first script as a list, for callers that run the statements themselves. The last one is the query. */
export function fitSteps(member: FamilyMember, dialect: Dialect, options: FitOptions): readonly Step[] {
  const source = options.source ?? usualSource(dialect);
  const table = source.kind === 'table' ? source.table : source.path;
  return stepsOf(member, dialect, source, momentsQuery(member, dialect, table));
}

/** The same of the second. */
export function secondFitSteps(moments: Moments, dialect: Dialect, options: FitOptions): readonly Step[] {
  const source = options.source ?? usualSource(dialect);
  return stepsOf(memberOfMoments(moments), dialect, source, projectionsQuery(moments, dialect));
}

function stepsOf(member: FamilyMember, dialect: Dialect, source: FlowSource, query: string): readonly Step[] {
  return [
    { comment: 'Settings of this session', statements: dialect.settings },
    { comment: 'The flows. Change the source here', statements: flowsView(dialect, source) },
    { comment: 'The features of each flow. Unset counts as 0', statements: valuesView(member, dialect) },
    { comment: 'The sums, as one row with one text', statements: [query] },
  ];
}

function scriptOf(head: string, steps: readonly Step[], dialect: Dialect, options: FitOptions): string {
  const source = options.source ?? usualSource(dialect);
  const texts = steps
    .filter(({ statements }) => statements.length > 0)
    .map(({ comment, statements }, i) =>
      [
        `-- ${comment}`,
        ...statements.map((statement) => `${statement};`),
        ...(comment.startsWith('The flows') && i < 2 ? otherSources(dialect, source) : []),
      ].join('\n'),
    );
  return `${[head, ...texts].join('\n\n')}\n`;
}

function memberOfMoments({ detector: id }: Moments): FamilyMember {
  const member = pcaFamily.find(({ detector }) => detector.id === id);
  if (member === undefined) throw new LogError('bad-request', { what: `no detector ${id}` });
  return member;
}
