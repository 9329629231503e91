import { type ReactNode, useId, useState } from 'react';
import styles from './charts.module.css';
import { type Picture, pictureSvg } from './picture.ts';
import { savePng, saveSvg } from './save-picture.ts';

/** Rows of the table that represents a chart as text. */
export interface TextTable {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Frame of a chart: caption, its numbers as a table, and pictures to save. */
export function ChartFigure({
  title,
  name = title,
  layout = 'card',
  hasTools = true,
  caption,
  face,
  isWaiting,
  fileName,
  picture,
  table,
  children,
}: {
  readonly title: string;
  /** Full name of the chart for buttons and screen readers, if the title is only a word. */
  readonly name?: string;
  /** A card has a border. In the strip the caption is beside the chart, or above it when the strip is open. */
  readonly layout?: 'card' | 'strip';
  /** Whether the buttons fit. */
  readonly hasTools?: boolean;
  readonly caption: ReactNode;
  /** Text to show instead of the chart. Empty if the chart can be shown. */
  readonly face: string;
  /** Whether the chart waits for its first data. */
  readonly isWaiting: boolean;
  /** File name without extension. */
  readonly fileName: string;
  /** Null while there is no data, as for `table`. */
  readonly picture: () => Picture | null;
  readonly table: () => TextTable | null;
  readonly children: ReactNode;
}) {
  const [showsTable, setShowsTable] = useState(false);
  const [failure, setFailure] = useState('');
  const heading = useId();
  const hasChart = face === '' && !isWaiting;
  const numbers = showsTable && hasTools && hasChart ? table() : null;

  function save(save: (svg: string, name: string) => void | Promise<void>): void {
    setFailure('');
    const drawn = picture();
    if (drawn === null) return;
    Promise.resolve(save(pictureSvg(drawn), fileName)).catch((error: unknown) =>
      setFailure(error instanceof Error ? error.message : String(error)),
    );
  }

  return (
    <figure
      className={styles.figure}
      data-layout={layout}
      data-open={hasTools}
      aria-label={name === title ? undefined : name}
      aria-labelledby={name === title ? heading : undefined}
      aria-busy={isWaiting}
    >
      <figcaption>
        <h2 id={heading}>{title}</h2>
        <div className={styles.caption}>{caption}</div>
        {hasTools && (
          <span className={styles.tools}>
            <button
              type="button"
              aria-pressed={showsTable}
              aria-label={`${name} as a table`}
              disabled={!hasChart}
              onClick={() => setShowsTable(!showsTable)}
            >
              Table
            </button>
            <button type="button" aria-label={`${name} as PNG`} disabled={!hasChart} onClick={() => save(savePng)}>
              PNG
            </button>
            <button type="button" aria-label={`${name} as SVG`} disabled={!hasChart} onClick={() => save(saveSvg)}>
              SVG
            </button>
          </span>
        )}
      </figcaption>
      {failure !== '' && <p role="alert">{failure}</p>}
      <div className={styles.stage} data-hidden={numbers !== null || face !== ''}>
        {children}
      </div>
      {face !== '' && <p className={styles.empty}>{face}</p>}
      {numbers !== null && <TableTwin table={numbers} />}
    </figure>
  );
}

function TableTwin({ table: { caption, head, rows } }: { readonly table: TextTable }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.twin} tabIndex={0} aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...rest], place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name
            <tr key={place}>
              <th scope="row">{first}</th>
              {rest.map((cell, column) => (
                <td key={head[column + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
