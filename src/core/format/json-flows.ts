import { neededFields } from '../schema/conn.ts';
import { isConnLog, isOtherLog, logName } from '../schema/log-names.ts';
import type { CutRecord, Layout, RecordForm } from '../table/table.ts';
import { Collected } from './collected.ts';
import { JsonColumns } from './json-columns.ts';
import { COPIED, type JsonKernel, LOWER, NUMERIC, TEXT } from './json-kernel.ts';
import { type Key, Keys } from './json-keys.ts';
import { guessKind, isRow, type Kind, kindOfLog, logAround, recordsIn, wrapperOf } from './json-kind.ts';
import { ESCAPED, JsonObject, STRING } from './json-object.ts';
import { type JsonReading, unescaped, writeValue } from './json-values.ts';
import { areOfCommonSchema, type Dialect } from './names.ts';
import type { CellSink } from './values.ts';
import { defaultLayout } from './zeek-header.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const OPEN = 123;
/** A record in a text in a text: no more are looked for. */
const DEEPEST_TEXT = 2;
/** Wrappers in wrappers. */
const DEEPEST_WRAPPER = 4;

/** A record that was read: the object, and the bytes that its places are in. */
export interface Found {
  readonly object: JsonObject;
  readonly bytes: Uint8Array;
}

/** What records with the same keys have in common; places are among an object's values. */
interface Shape {
  readonly ids: Uint16Array;
  readonly dialect: Dialect;
  readonly paths: readonly number[];
  readonly originals: readonly number[];
  /** The log that a wrapper around their fields names, empty when none does. */
  readonly log: string;
  /** What they are unless a path says so. */
  readonly kind: Kind;
  /** Whether they have all that a score needs. */
  readonly isWhole: boolean;
  /** Whether they have any of it. */
  readonly hasNeeded: boolean;
  /** How many records are in them, where they are none themselves. */
  readonly records: 'none' | 'one' | 'several';
  /** By field; empty until it is known. */
  places: Int32Array;
  isLearned: boolean;
  /** Whether the next record with these keys has this shape, whatever comes between. */
  isKept: boolean;
}
/** More than any log has; beyond, a record costs some microseconds more. */
const MOST_SHAPES = 4096;

/** Turns JSON objects into the cells of flows; learns the fields as they come. */
export class JsonFlows {
  readonly keys: Keys;
  readonly columns: JsonColumns;
  /** Cells that are unset since the record has several texts where one should be, by field. */
  private readonly several = new Map<string, number>();
  /** For records within a text. */
  private readonly inner: JsonObject;
  /** For records that are read again. */
  private readonly again: JsonObject;
  /** How records are read that have only what the dialects share: as Elastic's own, until one tells. */
  private dialect: Dialect = 'elastic';
  private readonly shapes = new Map<number, Shape[]>();
  private shapesKept = 0;
  private lastShape: Shape | null = null;
  /** `kernel` is null where WebAssembly cannot be had. */
  constructor(kernel: JsonKernel | null) {
    this.keys = new Keys((key, id, place) => kernel?.addKey(key, id, place));
    this.columns = new JsonColumns(this.keys);
    this.inner = new JsonObject(this.keys);
    this.again = new JsonObject(this.keys);
  }

  /** The kernel goes to another file; this one's keys are still needed to read records again. */
  forgetKernel(): void {
    this.keys.forgetKernel();
  }

  /** The record itself, or the one that a shipper put whole into a text of it. */
  original(object: JsonObject, bytes: Uint8Array): Found {
    for (const text of this.textsOf(object, bytes)) {
      const found = this.originalIn(text);
      if (found !== null) return found;
    }
    return { object, bytes };
  }

  /**
   * The record of a log that stands in a text, at its first `{`; null when none does. A record may stand in a text of
   * another.
   */
  originalIn(text: Uint8Array, deepest = DEEPEST_TEXT): Found | null {
    const from = text.indexOf(OPEN);
    if (from < 0) return null;
    const bytes = zeroEnded(text, from, text.length);
    const { inner } = this;
    if (inner.read(bytes, 0, bytes.length - 1) < 0) return null;
    const texts = deepest > 0 ? this.textsOf(inner, bytes) : [];
    for (const each of texts) {
      const found = this.originalIn(each, deepest - 1);
      if (found !== null) return found;
    }
    if (texts.length > 0) inner.read(bytes, 0, bytes.length - 1);
    const found = { object: inner, bytes };
    return inner.count > 2 && this.kindOf(found).kind !== 'none' ? found : null;
  }

  /** Texts of a record that may hold another. */
  private textsOf(object: JsonObject, bytes: Uint8Array): Uint8Array[] {
    const { kinds, starts, ends } = object.values;
    return this.shapeOf(object).originals.flatMap((place) => {
      if (kinds[place] === STRING) return [bytes.slice(starts[place], ends[place])];
      return kinds[place] === ESCAPED ? [unescaped(bytes, starts[place], ends[place])] : [];
    });
  }

  kindOf({ object, bytes }: Found): Kind {
    const shape = this.shapeOf(object);
    for (const place of shape.paths) {
      const path = pathOf(this.keys.all[object.values.ids[place]], place, object, bytes);
      if (path !== '') return kindOfLog(path, shape.kind, shape.isWhole);
    }
    if (shape.log !== '') return kindOfLog(shape.log, shape.kind, shape.isWhole);
    return shape.kind.kind === 'none' && isScript(object, bytes)
      ? { kind: 'context', path: 'loaded_scripts' }
      : shape.kind;
  }

  /**
   * Whether it is no record but holds several, as values of its keys or also in arrays; `isWhole` is false for an
   * object that was not read to its end, which is at `length` at most.
   */
  isAroundRecords(object: JsonObject, bytes: Uint8Array, length: number, isWhole: boolean): boolean {
    const records = isWhole ? this.shapeOf(object).records : recordsIn(object.present(), this.keys.unwrapped);
    if (records !== 'one') return records === 'several';
    // The others may be among what was left out.
    if (object.isPartial) return true;
    return object.arrays.some((at) => {
      this.again.read(bytes, at, length);
      return isRow(this.again.present().map(({ name }) => name));
    });
  }

  /** Whether a flow has nothing that a score needs, and none before it had. */
  lacksNeeded({ object }: Found): boolean {
    return this.columns.names.length === 0 && !this.shapeOf(object).hasNeeded;
  }

  /** Names of the fields that a record has. */
  fieldsOf({ object }: Found): string[] {
    const { dialect } = this.shapeOf(object);
    return [...new Set(object.present().map((key) => this.keys.meaning(key, dialect).field))];
  }

  /** Learns what is new in a flow; true when it has fields that none before had. */
  learn({ object }: Found): boolean {
    const shape = this.shapeOf(object);
    if (shape.isLearned) return false;
    shape.isLearned = true;
    return this.columns.learn(object, shape.dialect);
  }

  /** Writes the flow's cells, one a field, and calls `onCell` after each. */
  write(found: Found, out: CellSink, onCell: () => void): void {
    this.writeFields(found, this.columns.names.length, null, out, onCell);
  }

  /** The cells of `count` fields: those at the places `order` among all fields, or the first ones. */
  private writeFields(
    { object, bytes }: Found,
    count: number,
    order: Int32Array | null,
    out: CellSink,
    onCell: () => void,
  ): void {
    const shape = this.shapeOf(object);
    const { readings } = this.columns.planOf(shape.dialect);
    if (shape.places.length !== this.columns.names.length) shape.places = this.columns.placesOf(object, shape.dialect);
    const { places } = shape;
    for (let cell = 0; cell < count; cell++) {
      const field = order === null ? cell : order[cell];
      if (places[field] >= 0 && writeValue(out, object.values, bytes, places[field], readings[field])) {
        const name = this.columns.names[field];
        this.several.set(name, (this.several.get(name) ?? 0) + 1);
      }
      onCell();
    }
  }

  /**
   * Lets the kernel read flows that have the keys of this one, which was just written, unless what they are depends on
   * more than their keys and the name of their log.
   */
  teach(kernel: JsonKernel, { object, bytes }: Found): void {
    const { ids, originals, paths, places, dialect, isKept } = this.shapeOf(object);
    const readings = this.columns.names.map(
      (_, field) => kernelReadings[this.columns.planOf(dialect).readings[field] ?? 'text'],
    );
    const isPlain = originals.length === 0 && paths.length < 2 && !readings.includes(undefined);
    if (!isKept || !isPlain) return;
    const { kinds, starts, ends } = object.values;
    const [place] = paths;
    if (place !== undefined && kinds[place] !== STRING) return;
    const log = place === undefined ? null : { place, name: bytes.slice(starts[place], ends[place]) };
    kernel.addShape({ ids, hash: object.hash, places, readings: readings.map((reading) => reading ?? COPIED), log });
  }

  /** What records with these keys have in common; found by a hash of the keys, and compared. */
  private shapeOf(object: JsonObject): Shape {
    const last = this.lastShape;
    if (last !== null && isSame(last.ids, object)) return last;
    let shape = this.shapes.get(object.hash)?.find(({ ids }) => isSame(ids, object));
    if (shape === undefined) {
      const present = object.present();
      const records = recordsIn(present, this.keys.unwrapped);
      if (records !== 'several') this.unwrap(present);
      const dialect = this.dialectOf(present);
      const fields = new Set(present.map((key) => this.keys.meaning(key, dialect).field));
      const placesOf = (isWanted: (key: Key) => boolean) =>
        present.flatMap((key, place) => (isWanted(key) ? [place] : []));
      shape = {
        ids: object.values.ids.slice(0, object.count),
        dialect,
        paths: placesOf(({ isPath }) => isPath),
        originals: placesOf(({ isOriginal }) => isOriginal),
        log: present.find(({ log }) => log !== '')?.log ?? '',
        kind: guessKind(present, fields),
        isWhole: neededFields.every((field) => fields.has(field)),
        hasNeeded: neededFields.some((field) => fields.has(field)),
        records,
        places: new Int32Array(0),
        isLearned: false,
        isKept: false,
      };
      // Shapes, not hashes: keys can be ordered so that all shapes have one hash.
      if (this.shapesKept < MOST_SHAPES) {
        this.shapesKept++;
        this.shapes.set(object.hash, [...(this.shapes.get(object.hash) ?? []), shape]);
        // Which dialect it is may be known better after a record that tells.
        shape.isKept = !this.isAssumed(present);
      }
    }
    this.lastShape = shape;
    return shape;
  }

  /**
   * Where a record's fields all stand in an object of it, such as `{"conn": {..}}`, that object is taken for a wrapper.
   */
  private unwrap(present: readonly Key[]): void {
    if (present.every(({ within }) => within === this.keys.root)) return;
    for (let depth = 0; depth < DEEPEST_WRAPPER; depth++) {
      // `conn.local_orig` is Corelight's, or what `{"conn": {..}}` has beside other keys.
      const isDialect = present.some(({ dialect, name }) => dialect !== null && !name.startsWith('conn.local_'));
      const wrapper = logAround(present) ?? (isDialect ? null : wrapperOf(present));
      if (wrapper === null) return;
      const log = isConnLog(wrapper.own) || isOtherLog(wrapper.own) ? wrapper.own : '';
      this.keys.unwrap(wrapper, log, (key) => {
        this.columns.forget(key);
      });
    }
  }

  /** The fields up to now; `records` finds objects again that do not simply stand in the text. */
  layout(records: RecordForm = this.records): Layout {
    const { names, types } = this.columns;
    return { ...defaultLayout, fields: [...names], types: [...types], records };
  }

  private readonly records: RecordForm = {
    end: (bytes, start, limit) => this.end(bytes, start, limit),
    cut: (...args) => this.cut(...args),
  };

  /** Cells of a flow that was read again, all unset without one. */
  cellsOf(found: Found | null, { fields }: Layout): CutRecord {
    const out = new Collected();
    const starts = new Uint32Array(fields.length + 1);
    let cell = 0;
    const onCell = () => {
      out.byte(0);
      starts[++cell] = out.length;
    };
    if (found !== null) this.writeFields(found, fields.length, this.columns.orderOf(fields), out, onCell);
    while (cell < fields.length) onCell();
    return { bytes: out.taken(), starts };
  }

  /** Cells that are unset since they hold several texts, and their fields; null when there are none. */
  severalValues(): { fields: string; cells: number } | null {
    const { several } = this;
    if (several.size === 0) return null;
    const cells = [...several.values()].reduce((sum, count) => sum + count, 0);
    return { fields: [...several.keys()].join(', '), cells };
  }

  private dialectOf(present: readonly Key[]): Dialect {
    for (const { dialect } of present) {
      if (dialect !== null) {
        if (dialect !== this.dialect) this.shapes.clear();
        this.dialect = dialect;
        return dialect;
      }
    }
    // A record that only has what all three share is read as those before it.
    return this.isAssumed(present) ? this.dialect : 'zeek';
  }

  private isAssumed(present: readonly Key[]): boolean {
    if (present.some(({ dialect }) => dialect !== null)) return false;
    return areOfCommonSchema(present.map(({ name }) => name));
  }

  private end(bytes: Uint8Array, start: number, limit: number): number {
    const text = zeroEnded(bytes, start, limit);
    const end = this.again.read(text, 0, text.length - 1);
    return end > 0 ? start + end : limit;
  }

  private cut(bytes: Uint8Array, start: number, end: number, layout: Layout): CutRecord {
    const text = zeroEnded(bytes, start, end);
    const object = this.again;
    const isRead = object.read(text, 0, text.length - 1) > 0;
    return this.cellsOf(isRead ? this.original(object, text) : null, layout);
  }
}

/** How the kernel reads values; those that are not here it does not. */
const kernelReadings: Readonly<Partial<Record<JsonReading, number>>> = {
  time: NUMERIC,
  lower: LOWER,
  text: TEXT,
  word: TEXT,
  set: TEXT,
  seconds: NUMERIC,
  number: NUMERIC,
  bool: COPIED,
};

/** The log that a record says it is of, without `zeek.`; empty when it says none. */
function pathOf(key: Key, place: number, { values }: JsonObject, bytes: Uint8Array): string {
  if (values.kinds[place] !== STRING) return '';
  const log = logName(decoder.decode(bytes.subarray(values.starts[place], values.ends[place])));
  // Files and shares have a path too.
  return key.name === 'path' && !isConnLog(log) && !isOtherLog(log) ? '' : log;
}

/** A row of loaded_scripts.log has nothing but the name of a script. */
function isScript({ values, count }: JsonObject, bytes: Uint8Array): boolean {
  if (count !== 1 || values.kinds[0] !== STRING) return false;
  return /\.(zeek|bro)$/.test(decoder.decode(bytes.subarray(values.starts[0], values.ends[0])));
}

function isSame(ids: Uint16Array, { values, count }: JsonObject): boolean {
  if (ids.length !== count) return false;
  for (let i = 0; i < count; i++) if (ids[i] !== values.ids[i]) return false;
  return true;
}

function zeroEnded(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const text = new Uint8Array(end - start + 1);
  text.set(bytes.subarray(start, end));
  return text;
}
