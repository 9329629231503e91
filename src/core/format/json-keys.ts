import { type Dialect, dialectOf, type Meaning, meaningOf } from './names.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
/** More different keys than any log has; those beyond are not kept. */
const MOST_KEYS = 4096;

/** Names of containers in which a record's own fields stand: Elastic's hits and Splunk's results. */
const wrappers = new Set(['_source', 'result', 'fields', 'event_data']);
/** Texts in which the record stands as Zeek wrote it. */
const originals = new Set(['message', 'event.original', '_raw', '@rawstring']);
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

/** A key at its place among nested objects. */
export interface Key {
  readonly id: number;
  /** Names of all objects around it and its own, joined by points. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly length: number;
  /** Keys of the object that is its value, each behind the one that it was first seen after: the next is looked for there. */
  readonly inner: Key[];
  readonly isOriginal: boolean;
  readonly isPath: boolean;
  readonly dialect: Dialect | null;
}

/** Where the keys of objects stand that are not read, such as those in arrays. */
export const nowhere: Key = newKey(0, '', new Uint8Array(0));

/** All keys that a file has, and what they stand for. */
export class Keys {
  readonly root: Key = newKey(0, '', new Uint8Array(0));
  readonly all: Key[] = [this.root];
  private onRootKey: (key: Uint8Array, id: number, place: number) => void;
  private readonly meanings = new Map<Dialect, (Meaning | null)[]>();

  /** `onRootKey` hears of every new key of the outermost object, and of its place among them. */
  constructor(onRootKey: (key: Uint8Array, id: number, place: number) => void) {
    this.onRootKey = onRootKey;
  }

  /** Nobody hears of keys any more, and whoever did can be given up. */
  forgetKernel(): void {
    this.onRootKey = () => {};
  }

  /** The key `bytes[start..end)` in an object; `next` is a guess at its place among the object's keys. Null beyond the limit. */
  find(within: Key, bytes: Uint8Array, start: number, end: number, next: number): Key | null {
    const { inner } = within;
    for (let i = 0; i < inner.length; i++) {
      const place = next + i < inner.length ? next + i : next + i - inner.length;
      if (isKey(inner[place].bytes, bytes, start, end)) return inner[place];
    }
    if (within === nowhere) return null;
    return this.all.length < MOST_KEYS ? this.add(within, bytes.slice(start, end), next) : null;
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
    const isWrapped = within.name === '' || wrappers.has(within.name);
    const name = isWrapped ? own : `${within.name}.${own}`;
    const key = newKey(this.all.length, name, bytes);
    within.inner.splice(place, 0, key);
    if (within === this.root) this.onRootKey(bytes, key.id, place);
    this.all.push(key);
    return key;
  }
}

function newKey(id: number, name: string, bytes: Uint8Array): Key {
  return {
    id,
    name,
    bytes,
    length: bytes.length,
    inner: [],
    isOriginal: originals.has(name),
    isPath: paths.has(name),
    dialect: dialectOf(name),
  };
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
