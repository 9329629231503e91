import type { Field, FlowCell } from '../../worker/api.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { countOf, formatField, formatShare, formatTime } from '../parts/format.ts';
import { shown } from '../parts/shown.ts';
import { Value } from '../parts/value.tsx';
import { useZone, zoneName } from '../parts/zone.ts';
import styles from './detail.module.css';
import { sameValue } from './same-value.ts';

/** Maximum number of drawn fields, and of characters per value. */
const MOST_FIELDS = 300;
const MOST_CHARACTERS = 400;

/** Every field of the flow: as the log writes it, in readable form, and with its percentile. */
export function Fields({ cells, fields }: { readonly cells: readonly FlowCell[]; readonly fields: readonly Field[] }) {
  useZone();
  return (
    <section>
      <h3>Fields</h3>
      <table className={styles.fields}>
        <thead>
          <tr>
            <th scope="col">field</th>
            <th scope="col">value</th>
            <th scope="col">larger than</th>
          </tr>
        </thead>
        <tbody>
          {cells.slice(0, MOST_FIELDS).map((cell) => {
            const field = fields.find(({ name }) => name === cell.name);
            const readable = cell.value === null || field === undefined ? '' : humanValue(cell.value, field);
            return (
              <tr key={cell.name}>
                <th scope="row" title={field?.meaning}>
                  {cell.name}
                </th>
                <td>
                  <Value name={cell.name} text={cell.unset ? '' : cell.text} predicate={sameValue(cell)}>
                    {cell.unset ? (
                      <span className={styles.dim}>unset</span>
                    ) : (
                      <Written name={cell.name} text={cell.text} />
                    )}
                  </Value>
                  {cell.derived !== null && <span className={styles.dim}>, {cell.derived} by its address</span>}
                  {readable !== '' && readable !== cell.text && cell.value !== 0 && (
                    <span className={styles.dim}> {readable}</span>
                  )}
                </td>
                <td>{cell.below === null || field === undefined || !hasSize(field) ? '' : formatShare(cell.below)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {cells.length > MOST_FIELDS && (
        <p className={styles.dim}>
          And {countOf(cells.length - MOST_FIELDS, 'more field')}: the raw line and the exports have the rest.
        </p>
      )}
    </section>
  );
}

/** A value as the log writes it. A long value is shortened but copied whole. */
function Written({ name, text }: { readonly name: string; readonly text: string }) {
  const drawn = shown(text, MOST_CHARACTERS);
  return (
    <>
      <code>{drawn}</code>
      {text.length > drawn.length && <CopyButton text={text} label="Copy all of it" name={`Copy all of ${name}`} />}
    </>
  );
}

function humanValue(value: number, field: Field): string {
  return field.unit === 'epoch' ? `${formatTime(value)} ${zoneName()}` : formatField(value, field);
}

/** Whether a field's size has a meaning: a port or protocol number is only a name. */
function hasSize({ type, unit, name }: Field): boolean {
  return type !== 'port' && unit !== 'epoch' && name !== 'ip_proto';
}
