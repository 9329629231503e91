/** A field of a log's header: its name, and Zeek's type of it. */
export interface Field {
  readonly name: string;
  readonly type: string;
}

/** The fields of the `#fields` and `#types` lines of a TSV log. */
export function fieldsOf(names: string, types: string): Field[] {
  const typeOf = types.split('\t');
  return names.split('\t').flatMap((name, i) => (i === 0 ? [] : [{ name, type: typeOf[i] }]));
}

/**
 * A line of TSV as Zeek writes it with `LogAscii::use_json=T`: unset fields left out, numbers and times as numbers with
 * the digits they had, T and F as booleans, sets and vectors as arrays. Knows no escapes: made-up logs have none.
 */
export function jsonLine(fields: readonly Field[], line: string): string {
  const cells = line.split('\t');
  const pairs = fields.flatMap(({ name, type }, i) =>
    cells[i] === '-' ? [] : [`${JSON.stringify(name)}:${jsonValue(type, cells[i])}`],
  );
  return `{${pairs.join(',')}}`;
}

function jsonValue(type: string, cell: string): string {
  const [, kind, element] = /^(set|vector)\[(.*)\]$/.exec(type) ?? [];
  if (kind !== undefined) {
    return cell === '(empty)' ? '[]' : `[${cell.split(',').map((part) => jsonValue(element, part))}]`;
  }
  switch (type) {
    case 'time':
    case 'interval':
    case 'double':
    case 'count':
    case 'int':
    case 'port':
      return cell;
    case 'bool':
      return cell === 'T' ? 'true' : 'false';
    default:
      return cell === '(empty)' ? '""' : JSON.stringify(cell);
  }
}
