import { type Dialect, dialectOf, type Meaning, meaningOf, withoutEnding } from './names.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
/** More different keys than any log has; those beyond are not kept. */
const MOST_KEYS = 4096;

/**
 * Names of containers in which a record's own fields stand, whatever else it has: Elastic's hits and Splunk's results.
 */
const wrappers = new Set(['_source', 'result', 'fields', 'event_data']);
/** Names of texts in which shippers put the record as Zeek wrote it. */
const original = /^([\w@-]+\.)*(message|line|log|_raw|@rawstring|rawstring|event\.original)$/;
/** Keys that name the log. `path` is one only when its value is the name of a log. */
const paths = new Set([
  '_path',
  '#path',
  '@stream',
  '_stream',
  '@path',
  'zeek_path',
  '_log_name',
  'path',
  'event.dataset',
]);

/** Whether a text of this name may hold the record as Zeek wrote it. */
export function isOriginalName(name: string): boolean {
  return original.test(name);
}

/** Whether a value of this name is the name of the record's log. */
export function isPathName(name: string): boolean {
  return paths.has(name) || paths.has(withoutEnding(name));
}

/** Keys under which MongoDB's exports say the type of a value: `{"orig_bytes": {"$numberLong": "312"}}`. */
const typeNames: ReadonlySet<string> = new Set([
  '$numberLong',
  '$numberInt',
  '$numberDouble',
  '$numberDecimal',
  '$date',
  '$oid',
]);

/** A key at its place among nested objects. */
export interface Key {
  readonly id: number;
  /** Names of the objects around it and its own, joined by points, without those that only wrap the record. */
  name: string;
  readonly own: string;
  /** The key of the object that it is in; null for the outermost. */
  readonly within: Key | null;
  /** What stands before the names of the keys in its value. */
  inside: string;
  /** Name of the log that a wrapper around it names, else empty. */
  log: string;
  readonly bytes: Uint8Array;
  readonly length: number;
  /**
   * Keys of the object that is its value, each behind the one that it was first seen after: the next is looked for
   * there.
   */
  readonly inner: Key[];
  isOriginal: boolean;
  isPath: boolean;
  dialect: Dialect | null;
}

/** Where the keys of objects stand that are not read, such as those in arrays. */
export const nowhere: Key = newKey(0, '', new Uint8Array(0), null);

/** All keys that a file has, and what they stand for. */
export class Keys {
  readonly root: Key = newKey(0, '', new Uint8Array(0), null);
  readonly all: Key[] = [this.root];
  /** Objects that were taken for mere wrappers, but for those that name a log. */
  unwrapped = 0;
  private onRootKey: (key: Uint8Array, id: number, place: number) => void;
  private readonly meanings = new Map<Dialect, (Meaning | null)[]>();

  /** `onRootKey` receives every new key of the outermost object with its position among them. */
  constructor(onRootKey: (key: Uint8Array, id: number, place: number) => void) {
    this.onRootKey = onRootKey;
  }

  /** Removes the listener of keys, so that its kernel can be freed. */
  forgetKernel(): void {
    this.onRootKey = () => {};
  }

  /**
   * The key `bytes[start..end)` in an object; `next` is a guess at its place among the object's keys. Null for
   * a new one beyond the limit or where `isKept` is false.
   */
  find(within: Key, bytes: Uint8Array, start: number, end: number, next: number, isKept: boolean): Key | null {
    const { inner } = within;
    for (let i = 0; i < inner.length; i++) {
      const place = next + i < inner.length ? next + i : next + i - inner.length;
      if (isKey(inner[place].bytes, bytes, start, end)) return inner[place];
    }
    if (within === nowhere) return null;
    return isKept && this.all.length < MOST_KEYS ? this.add(within, bytes.slice(start, end), next) : null;
  }

  /** Whether half of the keys that are kept are known: the keys of further objects are no fields of a log then. */
  get isHalfFull(): boolean {
    return this.all.length > MOST_KEYS / 2;
  }

  meaning(key: Key, dialect: Dialect): Meaning {
    let known = this.meanings.get(dialect);
    if (known === undefined) {
      known = [];
      this.meanings.set(dialect, known);
    }
    known[key.id] ??= meaningOf(key.name, dialect);
    return known[key.id] as Meaning;
  }

  private add(within: Key, bytes: Uint8Array, place: number): Key {
    let own = decoder.decode(bytes);
    if (own.includes('\\')) own = unquoted(own);
    const key = newKey(this.all.length, own, bytes, within);
    within.inner.splice(place, 0, key);
    if (within === this.root) this.onRootKey(bytes, key.id, place);
    this.all.push(key);
    return key;
  }

  /** Takes an object for a mere wrapper around records of `log`. `onRenamed` is called for each key in it. */
  unwrap(container: Key, log: string, onRenamed: (key: Key) => void): void {
    if (log === '') this.unwrapped++;
    container.inside = '';
    this.renameInner(container, log, onRenamed);
  }

  private renameInner(container: Key, log: string, onRenamed: (key: Key) => void): void {
    container.log = log;
    for (const key of container.inner) {
      name(key, log);
      for (const known of this.meanings.values()) known[key.id] = null;
      onRenamed(key);
      this.renameInner(key, log, onRenamed);
    }
  }
}

function newKey(id: number, own: string, bytes: Uint8Array, within: Key | null): Key {
  const key: Key = {
    id,
    name: '',
    own,
    within,
    inside: '',
    log: '',
    bytes,
    length: bytes.length,
    inner: [],
    isOriginal: false,
    isPath: false,
    dialect: null,
  };
  if (within !== null) name(key, within.log);
  return key;
}

/** Gives a key the name that it has by what is around it. */
function name(key: Key, log: string): void {
  const outer = key.within?.name ?? '';
  key.name = isTypeName(key) && outer !== '' ? outer : `${key.within?.inside ?? ''}${key.own}`;
  key.inside = wrappers.has(key.name) ? '' : `${key.name}.`;
  key.log = log;
  key.isOriginal = isOriginalName(key.name);
  key.isPath = isPathName(key.name);
  key.dialect = dialectOf(key.name);
}

/** Whether it says the type of the value of the key that it is in. */
export function isTypeName({ own }: Key): boolean {
  return typeNames.has(own);
}

export function isKey(key: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  const { length } = key;
  if (end - start !== length) return false;
  for (let i = 0; i < length; i++) if (key[i] !== bytes[start + i]) return false;
  return true;
}

function unquoted(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}
