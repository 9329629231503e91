/** How a field is kept: `number` and `category` in memory, `text` read again from the file when shown. */
export type FieldKind = 'number' | 'category' | 'text';
export interface Field {
  readonly name: string;
  /** Zeek's type: time, interval, count, port, addr, string, ... */
  readonly type: string;
  readonly kind: FieldKind;
  readonly unit: 'epoch' | 'seconds' | 'bytes' | 'packets' | '';
  /** What the field means, one sentence; empty when unknown. */
  readonly meaning: string;
  /** Shown in the table unless the user hides it. */
  readonly shown: boolean;
}
