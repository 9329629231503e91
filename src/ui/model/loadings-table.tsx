import type { CSSProperties } from 'react';
import type { Detection } from '../../worker/api.ts';
import { formatShare } from '../parts/format.ts';
import { ScrollBox } from '../parts/scroll-box.tsx';
import styles from './model.module.css';

/** The loadings of each component, shaded by size. */
export function LoadingsTable({ detection: { components, features } }: { readonly detection: Detection }) {
  return (
    <ScrollBox label="Loadings, scrolls sideways" className={styles.scroller}>
      <table className={styles.table} aria-label="Loadings">
        <thead>
          <tr>
            <th scope="col">Feature</th>
            {components.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Share of variance</th>
            {components.map(({ name, ratio }) => (
              <td key={name} title={String(ratio)}>
                {formatShare(ratio)}
              </td>
            ))}
          </tr>
          <tr className={styles.last}>
            <th scope="row">Counts for the score</th>
            {components.map(({ name, isScored }) => (
              <td key={name}>{isScored ? 'yes' : 'no'}</td>
            ))}
          </tr>
          {features.map(({ name, isLeftOut }, feature) => (
            <tr key={name} data-left-out={isLeftOut === true}>
              <th scope="row">
                <code>{name}</code>
              </th>
              {components.map((component) => (
                <Loading key={component.name} value={isLeftOut === true ? null : component.loadings[feature]} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function Loading({ value }: { readonly value: number | null }) {
  if (value === null) return <td>–</td>;
  const size = { '--size': Math.abs(value).toFixed(3) } as CSSProperties;
  return (
    <td className={styles.loading} data-sign={value < 0 ? 'minus' : 'plus'} style={size} title={String(value)}>
      {signed(value)}
    </td>
  );
}

/** `+0.38`, `−0.92`, or `0.00`. */
function signed(value: number): string {
  const text = Math.abs(value).toFixed(2);
  if (text === '0.00') return text;
  return `${value < 0 ? '−' : '+'}${text}`;
}
