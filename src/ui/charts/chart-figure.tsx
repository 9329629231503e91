import { type ReactNode, useId, useState } from 'react';
import styles from './charts.module.css';
import { type Picture, pictureSvg } from './picture.ts';
import { savePng, saveSvg } from './save-picture.ts';

/** Rows of a chart's text twin. */
export interface TextTable {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The frame of a chart: caption, its numbers as a table, and pictures of it to take along. */
export function ChartFigure({
  title,
  caption,
  state,
  fileName,
  picture,
  table,
  children,
}: {
  readonly title: string;
  readonly caption: ReactNode;
  /** What to show instead of the chart; empty when the chart can be shown. */
  readonly state: string;
  /** Without its ending. */
  readonly fileName: string;
  readonly picture: () => Picture;
  readonly table: () => TextTable;
  readonly children: ReactNode;
}) {
  const [showsTable, setShowsTable] = useState(false);
  const [failure, setFailure] = useState('');
  const heading = useId();
  const isEmpty = state !== '';

  function save(save: (svg: string, name: string) => void | Promise<void>): void {
    setFailure('');
    Promise.resolve(save(pictureSvg(picture()), fileName)).catch((error: unknown) =>
      setFailure(error instanceof Error ? error.message : String(error)),
    );
  }

  return (
    <figure className={styles.figure} aria-labelledby={heading}>
      <figcaption>
        <h2 id={heading}>{title}</h2>
        <span className={styles.caption}>{caption}</span>
        <span className={styles.tools}>
          <button
            type="button"
            aria-pressed={showsTable}
            aria-label={`${title} as a table`}
            disabled={isEmpty}
            onClick={() => setShowsTable(!showsTable)}
          >
            Table
          </button>
          <button type="button" aria-label={`${title} as PNG`} disabled={isEmpty} onClick={() => save(savePng)}>
            PNG
          </button>
          <button type="button" aria-label={`${title} as SVG`} disabled={isEmpty} onClick={() => save(saveSvg)}>
            SVG
          </button>
        </span>
      </figcaption>
      {failure !== '' && <p role="alert">{failure}</p>}
      <div className={styles.stage} data-hidden={showsTable || isEmpty}>
        {children}
      </div>
      {isEmpty && <p className={styles.empty}>{state}</p>}
      {showsTable && !isEmpty && <TableTwin table={table()} />}
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
