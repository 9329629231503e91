import { BloomFilter, LEAST_BITS, MOST_BITS, MOST_CHANNEL_BITS } from '../behaviour/bloom-filter.ts';
import { VOLUME_NORM } from '../behaviour/combined.ts';
import { type Largest, MOST_LARGEST } from '../behaviour/largest.ts';
import { MOST_NAME, MOST_TAILS, type SavedNorms } from '../behaviour/norms.ts';
import { parts } from '../behaviour/parts/index.ts';
import { type Amount, amountNames, type ContactKind, type Reference } from '../behaviour/reference.ts';
import { COUNT_STEPS } from '../behaviour/surprise.ts';
import { type Tail, tailOf } from '../behaviour/tail.ts';
import type { Shape } from './json-shape.ts';

/** Counts and amounts up to which doubles are whole numbers. */
const MOST = Number.MAX_SAFE_INTEGER;
/** Logarithms of amounts lie far below it. */
const MOST_LOG = 1000;
/** Tails with a smaller scale would make every amount unusual. */
const LEAST_SCALE = 0.01;
/** A century. */
const MOST_SECONDS = 3.2e9;
const countNames: ReadonlySet<string> = new Set([...parts.map(({ name }) => name), VOLUME_NORM]);

/** Reads what `referenceForm` wrote. Checks every value; throws `ShapeError`. */
export function referenceIn(shape: Shape): Reference {
  const contacts = shape.get('contacts');
  const filters = {
    hosts: contacts.get('hosts'),
    services: contacts.get('services'),
    channels: contacts.get('channels'),
  };
  const countOf = (kind: ContactKind) => filters[kind].get('count').whole({ least: 0, most: MOST });
  const largest = shape.get('largest');
  return {
    span: spanIn(shape.get('span')),
    norms: normsIn(shape),
    contacts: {
      hosts: filterIn(filters.hosts),
      services: filterIn(filters.services),
      channels: filterIn(filters.channels, MOST_CHANNEL_BITS),
      counts: { hosts: countOf('hosts'), services: countOf('services'), channels: countOf('channels') },
      largest: Object.fromEntries(amountNames.map((name) => [name, largestIn(largest.get(name))])) as Record<
        Amount,
        Largest
      >,
    },
  };
}

function spanIn(shape: Shape): number {
  return shape.isNull() ? Infinity : shape.number({ least: 1, most: MOST_SECONDS });
}

function normsIn(shape: Shape): SavedNorms {
  const tails = shape
    .get('tails')
    .entries(MOST_TAILS)
    .map(([name, tail]): [string, Tail] => {
      if (name.length > MOST_NAME) throw tail.wrong('has a name that is too long');
      const [low, high, floor, least] = tail.list({ least: 3, most: 4 });
      const q75 = low.number({ least: 0, most: MOST_LOG });
      const q95 = high.number({ least: q75, most: MOST_LOG });
      const minimum = floor.number({ least: LEAST_SCALE, most: MOST_LOG });
      return [name, tailOf(q75, q95, minimum, least?.number({ least: 0, most: MOST_LOG }) ?? -Infinity)];
    });
  const counts = shape
    .get('counts')
    .entries(countNames.size)
    .map(([name, steps]): [string, number[]] => {
      if (!countNames.has(name)) throw steps.wrong('is the count of no indicator');
      const found = steps.list({ most: COUNT_STEPS + 1 }).map((step) => step.whole({ least: 1, most: MOST }));
      if (found.some((count, k) => k > 0 && count > found[k - 1])) throw steps.wrong('does not fall');
      return [name, Array.from({ length: COUNT_STEPS + 1 }, (_, k) => found[k] ?? 0)];
    });
  return { tails: new Map(tails), counts: new Map(counts) };
}

function filterIn(shape: Shape, most = MOST_BITS): BloomFilter {
  const bits = bytesIn(shape.get('bits'), most / 8);
  if (8 * bits.length < LEAST_BITS || !Number.isInteger(Math.log2(bits.length)))
    throw shape.wrong('has an impossible size');
  return new BloomFilter(bits);
}

function largestIn(shape: Shape): Largest {
  const entries = shape.get('entries');
  const bytes = bytesIn(entries, 8 * MOST_LARGEST);
  if (bytes.length % 8 !== 0) throw entries.wrong('has half an entry');
  const view = new DataView(bytes.buffer);
  const count = bytes.length / 8;
  const floor = shape.get('floor').number({ least: 0, most: MOST });
  const keys = Uint32Array.from({ length: count }, (_, at) => view.getUint32(8 * at, true));
  const amounts = Float32Array.from({ length: count }, (_, at) => view.getFloat32(8 * at + 4, true));
  if (keys.some((key, at) => at > 0 && key <= keys[at - 1])) throw entries.wrong('is not in order');
  // Comparing with NaN is false.
  if (!amounts.every((amount) => amount > floor && amount <= MOST_AMOUNT))
    throw entries.wrong('has an impossible amount');
  return { keys, amounts, floor };
}

/** Sums of bytes are read up to 1e15 per flow. */
const MOST_AMOUNT = 1e30;

function bytesIn(shape: Shape, most: number): Uint8Array<ArrayBuffer> {
  const text = shape.text(Math.ceil(most / 3) * 4);
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text))
    throw shape.wrong('is not base64');
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  if (bytes.length > most) throw shape.wrong('is too long');
  return bytes;
}
