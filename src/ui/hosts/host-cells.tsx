import type { HostRow, MassOf } from '../../worker/api.ts';
import { Gauge, numberColumn, Unset } from '../grid/cells.tsx';
import type { GridColumn } from '../grid/grid-column.ts';
import lists from '../grid/list.module.css';
import { countOf, formatCount, formatScore, formatShare } from '../parts/format.ts';

/** A column of anomalous flows: the number of the host's flows above a detector's threshold, and their fraction. */
export function massColumn(of: MassOf, place: number, isShown: boolean): GridColumn<HostRow> {
  return { scope: 'selection', ...mass(of, place, isShown ? 'above' : of.short), isShown };
}

function mass({ detector, label, threshold }: MassOf, place: number, name: string): GridColumn<HostRow> {
  return numberColumn(
    `mass:${detector}`,
    `▲ ${name}`,
    Math.max(80, name.length * 7 + 44),
    `Anomalous flows: flows of the host that ${label} scores above ${formatScore(threshold)}. The bar is their share of its flows.`,
    {
      cell: ({ flows, mass }) => (
        <Gauge
          share={mass[place] / flows}
          text={formatCount(mass[place])}
          title={`${formatCount(mass[place])} of ${countOf(flows, 'flow')}, ${formatShare(mass[place] / flows)}`}
          isAbove={mass[place] > 0}
        />
      ),
      textOf: ({ mass }) => String(mass[place]),
    },
  );
}

/** The most hosts or ports, and the port or host of them. */
export function Sweep({ most, on, word }: { readonly most: number; readonly on: string; readonly word: string }) {
  if (most === 0) return <Unset why="no try" />;
  return (
    <span title={`${formatCount(most)} ${word} ${on}`}>
      {formatCount(most)}{' '}
      <span className={lists.on}>
        {word} {on}
      </span>
    </span>
  );
}
