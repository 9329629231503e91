import type { SchemaTree } from 'hyparquet';
import { numberText, readingOf, type ToJson } from './parquet-values.ts';

/**
 * How to write a column with all that is in it, and its elements as hyparquet is to take them, by the elements they
 * were.
 */
export type Readings = Map<SchemaTree['element'], ReturnType<typeof readingOf>>;

/** Decides for every column of a schema how its values are read and written. */
export function readingsOf(tree: SchemaTree, durations: ReadonlyMap<string, number>): Readings {
  const readings: Readings = new Map();
  const visit = (node: SchemaTree) => {
    if (node.element.logical_type?.type === 'VARIANT') return; // hyparquet makes values of it
    if (node.children.length === 0)
      readings.set(node.element, readingOf(node.element, durations.get(node.path.join('.'))));
    else for (const child of node.children) visit(child);
  };
  for (const child of tree.children) visit(child);
  return readings;
}

/** Writes a value of a column, or null, as JSON: structs are objects, lists and maps are arrays. */
export function writerOf(node: SchemaTree, readings: Readings): ToJson {
  const leaf = readings.get(node.element)?.toJson;
  if (leaf !== undefined) return (value) => listOr(value, leaf);
  if (node.children.length === 0 || node.element.logical_type?.type === 'VARIANT') return anyText;
  const [first] = node.children;
  if (node.element.converted_type === 'LIST' || node.element.logical_type?.type === 'LIST') {
    const element = first.children.length === 1 ? first.children[0] : first;
    const write = writerOf(element, readings);
    return (value) => listOr(value, write);
  }
  const isMap = node.element.converted_type === 'MAP' || node.element.logical_type?.type === 'MAP';
  return isMap ? anyText : structWriter(node, readings);
}

function structWriter(node: SchemaTree, readings: Readings): ToJson {
  const fields = node.children.map((child) => {
    const { name } = child.element;
    return { name, key: `${JSON.stringify(name)}:`, write: writerOf(child, readings) };
  });
  const one = (value: unknown): string => {
    const struct = value as Record<string, unknown>;
    const parts: string[] = [];
    for (const { name, key, write } of fields) {
      const field = struct[name];
      if (field !== undefined && field !== null) parts.push(key + write(field));
    }
    return `{${parts.join(',')}}`;
  };
  return (value) => listOr(value, one);
}

function listOr(value: unknown, write: ToJson): string {
  if (value === undefined || value === null) return 'null';
  if (!Array.isArray(value)) return write(value);
  return `[${value.map((element) => listOr(element, write)).join(',')}]`;
}

/** A value of which the schema says no more. */
function anyText(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? Number(numberText(part)) : part)) ?? 'null'
  );
}
