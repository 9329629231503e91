import { addedColumns, connOrder, describeField, neededFields } from '../schema/conn.ts';
import { addedFrom, markedName } from './column-names.ts';
import type { Key, Keys } from './json-keys.ts';
import { ARRAY, FALSE, type JsonObject, NUMBER, TRUE } from './json-object.ts';
import { type JsonReading, jsonReadingOf } from './json-values.ts';
import { type Dialect, isConverted } from './names.ts';

/** More fields than any conn.log has; a column costs memory for every row. */
const MOST_COLUMNS = 256;

/** Where the fields are in a record of one dialect. */
interface Plan {
  /** By field: keys that may hold it, the best first. */
  readonly sources: Key[][];
  readonly readings: JsonReading[];
  readonly known: Set<Key>;
}

/** Which columns the records of a JSON log have, and which keys hold their values; they grow as records come. */
export class JsonColumns {
  readonly names: string[] = [];
  /** Types by how the first values look, empty for fields that are known. */
  readonly types: string[] = [];
  private readonly keys: Keys;
  /** What columns under a marked name are called in the log. */
  private readonly marked = new Map<string, string>();
  private readonly plans = new Map<Dialect, Plan>();
  /** By the fields of a layout: the number of names for which its order holds. */
  private readonly orders = new WeakMap<readonly string[], { readonly names: number; readonly order: Int32Array }>();

  constructor(keys: Keys) {
    this.keys = keys;
  }

  /** Learns the keys of a flow; true when it has fields that none before had. */
  learn(object: JsonObject, dialect: Dialect): boolean {
    const plan = this.planOf(dialect);
    const { length } = this.names;
    object.present().forEach((key, place) => {
      if (!plan.known.has(key)) this.place(dialect, key, object, place);
    });
    if (length === 0) for (const name of neededFields) this.field(name, '');
    if (this.names.length > length) this.sortFields();
    return this.names.length > length;
  }

  /** A key means something else from now on. */
  forget(key: Key): void {
    for (const { known } of this.plans.values()) known.delete(key);
  }

  /** By field, the place of its value among the object's, -1 for none. Of a key that comes twice the last counts. */
  placesOf(object: JsonObject, dialect: Dialect): Int32Array {
    const { sources } = this.planOf(dialect);
    const present = object.present();
    return Int32Array.from(this.names, (_, field) => {
      const source = sources[field]?.find((key) => present.includes(key));
      return source === undefined ? -1 : present.lastIndexOf(source);
    });
  }

  /** Where the fields of a layout stand now: those that came after it may stand before them. */
  orderOf(fields: readonly string[]): Int32Array {
    const known = this.orders.get(fields);
    if (known !== undefined && known.names === this.names.length) return known.order;
    const order = Int32Array.from(fields, (name) => this.names.indexOf(name));
    this.orders.set(fields, { names: this.names.length, order });
    return order;
  }

  /** Needed fields that no record had. */
  missing(): string[] {
    return neededFields.filter((name) => {
      const field = this.names.indexOf(name);
      return ![...this.plans.values()].some(({ sources }) => sources[field] !== undefined);
    });
  }

  /** The dialect whose units were changed, null when none were. */
  converted(): Dialect | null {
    for (const [dialect, { readings, sources }] of this.plans) {
      if (readings.some((reading, field) => sources[field] !== undefined && isConverted(reading))) {
        return dialect;
      }
    }
    return null;
  }

  /** Where the fields are in records of a dialect. */
  planOf(dialect: Dialect): Plan {
    let plan = this.plans.get(dialect);
    if (plan === undefined) {
      plan = { sources: [], readings: [], known: new Set() };
      this.plans.set(dialect, plan);
    }
    return plan;
  }

  private place(dialect: Dialect, key: Key, object: JsonObject, place: number): void {
    const plan = this.planOf(dialect);
    const { field: meant, reading, rank } = this.keys.meaning(key, dialect);
    plan.known.add(key);
    if (addedColumns.includes(meant) && addedFrom(object.present().map(({ name }) => name)) === 0) return;
    const name = this.ownName(meant);
    const kind = object.values.kinds[place];
    const type =
      kind === ARRAY ? 'set[string]' : kind === NUMBER ? 'double' : kind === TRUE || kind === FALSE ? 'bool' : '';
    const field = this.field(name, type);
    if (field < 0) return;
    plan.readings[field] = jsonReadingOf(meant, reading);
    const sources = plan.sources[field] ?? [];
    plan.sources[field] = sources;
    const worse = sources.findIndex((source) => this.keys.meaning(source, dialect).rank > rank);
    sources.splice(worse < 0 ? sources.length : worse, 0, key);
  }

  /**
   * The name of a field's column: marked where results have a column of that name. Keys of an object cannot be the
   * same.
   */
  private ownName(meant: string): string {
    const marked = markedName(meant, this.names.length);
    let name = marked;
    for (let number = 2; this.isTaken(name, meant); number++) name = `${marked}_${number}`;
    if (name !== meant) this.marked.set(name, meant);
    return name;
  }

  /** Whether a column has this name for another key than `meant`. */
  private isTaken(name: string, meant: string): boolean {
    return this.marked.has(name) ? this.marked.get(name) !== meant : name !== meant && this.names.includes(name);
  }

  private field(name: string, type: string): number {
    const known = this.names.indexOf(name);
    if (known >= 0) return known;
    if (this.names.length === MOST_COLUMNS) return -1;
    this.names.push(name);
    // What is known of a field counts more than how its first value looks.
    const { meaning } = describeField(name, '');
    this.types.push(meaning === '' ? type : '');
    return this.names.length - 1;
  }

  /** Zeek's own fields in Zeek's order first, then the others as they came: keys of an object have none. */
  private sortFields(): void {
    const place = (name: string) => (connOrder.indexOf(name) + connOrder.length + 1) % (connOrder.length + 1);
    const order = [...this.names.keys()].sort((a, b) => place(this.names[a]) - place(this.names[b]) || a - b);
    const sorted = <T>(list: T[]) => order.map((field) => list[field]);
    this.names.splice(0, order.length, ...sorted(this.names));
    this.types.splice(0, order.length, ...sorted(this.types));
    for (const { sources, readings } of this.plans.values()) {
      sources.splice(0, order.length, ...sorted(sources));
      readings.splice(0, order.length, ...sorted(readings));
    }
  }
}
