import { LogError } from '../../errors.ts';
import { parseAddress } from '../../schema/address.ts';
import { parseCidr } from '../../schema/cidr.ts';
import { describeField, holdsNames, isKnownField } from '../../schema/conn.ts';
import { withContext } from '../../schema/host-field.ts';
import type { CategoryColumn } from '../../table/category-column.ts';
import type { BindContext } from '../bind.ts';
import type { FilterSchema } from '../filter-names.ts';
import type { Predicate } from '../predicate.ts';
import { isBrokenAddress, isPlainNumber, isPort, looksLikeAddress, readNumber } from '../value-text.ts';
import { bindField } from './bind-field.ts';
import type { CellTest, Leaf, Numbers, Readers, Reading, Say, Value } from './leaf.ts';

/**
 * The cell equals one of `values`, as the log writes them (see `labelText`). An empty value is an unset cell. A value
 * that no cell contains in this spelling matches its other spellings: those of an address, and for a field of names
 * (see `holdsNames`) those in another letter case.
 */
export interface InPredicate {
  readonly op: 'in';
  readonly field: string;
  readonly values: readonly string[];
}

/** `state:S0,REJ`, `service:-` for unset, or `10.0.0.5` for either end. */
export const inLeaf: Leaf<InPredicate> = {
  op: 'in',
  examples: ['service:dns', 'state:S0,REJ', 'service:-', 'port:53,443', 'src:10.0.0.1', '2001:db8::1', 'bytes:10kB'],
  key: ({ field, values }) => [field, values.toSorted()],
  fields: ({ field }) => [field],
  normalise: (predicate): Predicate =>
    predicate.values.length === 0 ? { op: 'any', of: [] } : { ...predicate, values: [...new Set(predicate.values)] },
  join: {
    by: ({ field }) => field,
    all: (parts) => ({ ...parts[0], values: [...new Set(parts.flatMap(({ values }) => values))] }),
  },
  bind: bindValues,
  test: ({ field, values }, readers) => {
    const column = readers.columnOf(field);
    if (column.kind === 'category') return hasLabel(column, values, holdsNames(field), readers);
    return isNumberAmong(column, values);
  },
  readTerm: ({ text, isQuoted }, { kindOf, wrong }) => {
    if (isQuoted || kindOf('host') !== 'address') return null;
    if (isBrokenAddress(text)) return wrong('wrong-address');
    return parseAddress(text) === null ? null : { op: 'in', field: 'host', values: [text] };
  },
  readValue,
  print: ({ field, values }) => ({ field, exact: values }),
  printNot: ({ field, values }) => (isUnset(values) ? { field, written: ['*'] } : null),
  namesAddress: ({ field, values }) =>
    values.some((value) => value !== '' && (isOfAddresses(field) || hasAddress(value))),
  words,
  hasWays: ({ values }) => values.length > 1,
};

function isUnset(values: readonly string[]): boolean {
  return values.length === 1 && values[0] === '';
}

async function bindValues(predicate: InPredicate, context: BindContext): Promise<Predicate> {
  const { field, values } = predicate;
  if (context.hasField(field)) return predicate;
  if (field === 'file') return { ...predicate, values: values.flatMap((value) => pathsOf(value, context.files)) };
  if (field !== 'finding') return bindField(predicate, context);
  const findings = await Promise.all(values.map((id) => findingOf(id, context)));
  return { op: 'any', of: findings };
}

/** The paths that a file name refers to: a whole path, or the last segment of one. */
function pathsOf(name: string, files: readonly string[]): readonly string[] {
  const paths = files.filter((path) => path === name || path.endsWith(`/${name}`));
  return paths.length === 0 ? [name] : paths;
}

/** The predicate of a finding. It tests the log's own fields, so it needs no further binding. */
async function findingOf(id: string, { findingOf: find }: BindContext): Promise<Predicate> {
  const found = await find(id);
  if (found === null) throw new LogError('unknown-finding', { id });
  return found;
}

/** Skips values that no row has. */
function hasLabel(
  column: CategoryColumn,
  values: readonly string[],
  areNames: boolean,
  { codeOf, textOf }: Readers,
): CellTest {
  const codes = new Set<number>();
  const addresses = new Set<string>();
  const names = new Set<string>();
  for (const value of values) {
    const code = value === '' ? 0 : codeOf(column, value);
    if (value === '' || code !== 0) codes.add(code);
    else if (areNames) names.add(value.toLowerCase());
    else {
      const address = parseAddress(value);
      if (address !== null) addresses.add(String(address));
    }
  }
  const isName = (label: Uint8Array) => names.has(textOf(label).toLowerCase());
  const isWanted = addresses.size > 0 ? isAddressIn(addresses) : names.size > 0 ? isName : null;
  return { kind: 'labels', column, codes: [...codes], isWanted };
}

function isAddressIn(addresses: ReadonlySet<string>): (label: Uint8Array) => boolean {
  const bytes = new Uint8Array(16);
  return (label) => {
    const address = parseAddress(label, bytes);
    return address !== null && addresses.has(String(address));
  };
}

/** Skips values that are not numbers. */
function isNumberAmong(column: Numbers, values: readonly string[]): CellTest {
  const said = values.filter((value) => value.trim() !== '').map(Number);
  const numbers = [...new Set(said.filter((value) => !Number.isNaN(value)))];
  return { kind: 'among', column, numbers: values.includes('') ? [...numbers, Number.NaN] : numbers };
}

/**
 * Quoted values are exact. A numeric field takes single numbers such as `5kB`; the range leaf reads `>5kB` before this
 * one.
 */
function readValue(value: Value, reading: Reading): Predicate | null {
  const { field, kind, text, isQuoted } = value;
  const { schema } = reading;
  const exact = (of: string): InPredicate => ({ op: 'in', field, values: [of] });
  if (isUnknownFinding(value, schema)) {
    reading.wrong('unknown-finding', { hasAny: schema.findings?.length === 0 ? '' : 'yes' });
  }
  if (isQuoted) return exact(text);
  if (text === '-') return exact('');
  if (text === '*') return { op: 'not', of: exact('') };
  if (kind === 'text') return exact(text);
  if (kind === 'words') return null;
  if (kind !== 'address') {
    const number = readNumber(kind, text, schema.firstDay);
    const isPossible = number !== null && (kind !== 'port' || isPort(number.from));
    return !isPossible ? null : exact(isPlainNumber(text) ? text : String(number.from));
  }
  if (parseAddress(text) !== null) return exact(text);
  // An unknown column may hold host names beside addresses.
  const isName = !isKnownField(field) && field !== 'host' && !looksLikeAddress(text) && parseCidr(text) === null;
  return isName ? exact(text) : null;
}

/** Whether the value is not the id of a finding. False while the findings are unknown. */
function isUnknownFinding({ field, text }: Value, { fields, findings }: FilterSchema): boolean {
  if (field !== 'finding' || findings === undefined || fields.some(({ name }) => name === field)) return false;
  return !findings.some(({ id }) => id === text);
}

function isOfAddresses(field: string): boolean {
  const isHost = field === 'host' || field === withContext('id.orig_h') || field === withContext('id.resp_h');
  return isHost || describeField(field, '').type === 'addr';
}

/** Also finds MAC addresses, and addresses in file names. */
function hasAddress(value: string): boolean {
  return /\d+\.\d+\.\d+|[\da-f]*:[\da-f]*:/i.test(value);
}

/** Fields whose values need no field name: no other field has them. */
const speakForThemselves = new Set(['proto', 'service', 'conn_state']);

function words({ field, values }: InPredicate, say: Say): string {
  const isClear = speakForThemselves.has(field) && values.every((value) => value !== '');
  const ways = say.ways(values.map(say.value));
  return isClear ? ways : `${say.field(field)} ${ways}`;
}
