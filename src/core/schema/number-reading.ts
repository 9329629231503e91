import type { Layout } from '../table/table.ts';
import { describeField, numberTypes } from './conn.ts';

/** What a column's numbers are; decides which texts say one. */
export type NumberReading = 'time' | 'interval' | 'nanoseconds' | 'count' | 'port' | 'int' | 'double';

/** Whether the numbers of a column are whole. */
export function isWhole(reading: NumberReading | null): boolean {
  return reading === 'count' || reading === 'port' || reading === 'int' || reading === 'nanoseconds';
}

/** How each field of a layout is read as a number: see `numberReading`. */
export function numberReadings({ fields, types, inNanoseconds = [] }: Layout): (NumberReading | null)[] {
  return fields.map((name, field) => numberReading(name, types[field], inNanoseconds.includes(name)));
}

/** How the cells of a field are read as numbers, given the type that the log states; null for fields that are text. */
function numberReading(field: string, statedType: string, isInNanoseconds: boolean): NumberReading | null {
  const { kind, type } = describeField(field, statedType);
  if (kind !== 'number') return null;
  if (isInNanoseconds) return 'nanoseconds';
  return numberTypes.has(type) ? (type as NumberReading) : 'double';
}
