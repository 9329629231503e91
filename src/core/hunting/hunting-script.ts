import { parts } from '../behaviour/parts/index.ts';
import type { Dialect } from '../sql/dialect.ts';
import { type FlowSource, flowsView, otherSources, usualSource } from '../sql/flow-source.ts';
import { channelsView } from './channels-view.ts';
import { connView, huntingFields } from './conn-view.ts';
import { huntingQueries } from './queries/index.ts';

export interface HuntingOptions {
  /** By default Zeek's file if the engine reads it, otherwise the table `conn`. */
  readonly source?: FlowSource;
  /** Lines of each list. */
  readonly top?: number;
}

/** A part of the script: settings and views, or the query of one indicator. */
export interface HuntingStep {
  readonly id: string;
  readonly comment: string;
  /** Without semicolons. */
  readonly statements: readonly string[];
}

/** A script that lists, for each indicator of Behaviour, the entities with the most unusual evidence. */
export function huntingScript(dialect: Dialect, options: HuntingOptions = {}): string {
  const source = options.source ?? usualSource(dialect);
  const steps = huntingSteps(dialect, options)
    .filter(({ statements }) => statements.length > 0)
    .map(({ id, comment, statements }) =>
      [
        ...comment.split('\n').map((line) => `-- ${line}`),
        ...[...titleOf(id, dialect), ...statements].map((statement) => `${statement};`),
        ...(id === 'flows' ? otherSources(dialect, source) : []),
      ].join('\n'),
    );
  return `${[headOf(dialect), ...steps].join('\n\n')}\n`;
}

/** The same as a list, in order, for callers that run the statements themselves. */
export function huntingSteps(
  dialect: Dialect,
  { source = usualSource(dialect), top = 20 }: HuntingOptions,
): HuntingStep[] {
  return [
    { id: 'settings', comment: 'Settings of this session', statements: dialect.settings },
    { id: 'flows', comment: 'The flows. Change the source here', statements: flowsView(dialect, source) },
    { id: 'conn', comment: 'The flows as Behaviour reads them. Unset counts as 0', statements: connView(dialect) },
    {
      id: 'channels',
      comment: 'The channels: source, destination, port and protocol. Store this as a table if the log is large',
      statements: channelsView(dialect),
    },
    ...huntingQueries.map(({ part, lists, lacks, query }) => ({
      id: part,
      comment: `${labelOf(part)} (${part}): ${lists}.\nNot in this query: ${lacks}`,
      statements: [query(dialect, top)],
    })),
  ];
}

/** A line of output above each list, which has columns only. */
function titleOf(id: string, { text }: Dialect): string[] {
  const isList = huntingQueries.some(({ part }) => part === id);
  return isList ? [`SELECT ${text(`${labelOf(id)} (${id})`)} AS list`] : [];
}

function labelOf(part: string): string {
  return parts.find(({ name }) => name === part)?.label ?? part;
}

function headOf({ label, run }: Dialect): string {
  const lines = [
    `Oddflow: hunts in a Zeek conn.log in ${label}. One list per indicator of Behaviour, with the numbers of its evidence`,
    '',
    `Run        ${run}`,
    `Columns    ${huntingFields.join(', ')}`,
    'Equal      numbers equal those of the page for the same flows. The page keeps times and durations of channels with 24 bits',
    'Order      these lists are raw counts. The score of Behaviour compares each entity with all others and corrects for',
    '           their number, which SQL does not do here. A busy benign host can stand above an attack',
    'Not here   contexts (id.ctx.*): a host is its address. IPv6 addresses must be written as Zeek writes them',
  ];
  return lines.map((line) => `-- ${line}`.trimEnd()).join('\n');
}
