import { isNoisePreset } from '../core/schema/noise.ts';
import type { Params } from '../worker/api.ts';
import { type Asked, askedAtFirst } from './asked.ts';

/** What the user can set. It decides which numbers are on screen, so a link has all of it. */
export type Settings = Omit<Asked, 'where' | 'label'>;

/** A setting in a link. */
interface Linked {
  /** Its parts of the link by name; none while the setting is as at first. */
  readonly write: (settings: Settings) => Readonly<Record<string, string>>;
  /** The setting of a link, as at first where the link has none, or one that cannot be. */
  readonly read: (parts: URLSearchParams) => Partial<Settings>;
}

/** Every setting, in the order in which a link has them. */
export const linked: readonly Linked[] = [
  {
    write: ({ detector }) => (isDetector(detector) ? { detector } : {}),
    read: (parts) => {
      const detector = parts.get('detector');
      return { detector: isDetector(detector) ? detector : null };
    },
  },
  {
    write: ({ params }) =>
      Object.fromEntries(
        Object.entries(params).flatMap(([id, values]) =>
          isDetector(id) ? Object.entries(values).map(([name, value]) => [`${id}.${name}`, String(value)]) : [],
        ),
      ),
    read: (parts) => ({ params: readParams(parts) }),
  },
  {
    write: ({ contamination }) =>
      contamination === askedAtFirst.contamination ? {} : { contamination: String(contamination) },
    read: (parts) => {
      const share = toNumber(parts.get('contamination'));
      return { contamination: isContamination(share) ? share : askedAtFirst.contamination };
    },
  },
  {
    // A threshold means nothing without its detector, and a baseline's id holds in this page only.
    write: ({ threshold, detector }) =>
      threshold === null || (detector !== null && !isDetector(detector)) ? {} : { threshold: String(threshold) },
    read: (parts) => ({ threshold: toNumber(parts.get('threshold')) }),
  },
  {
    write: ({ memory }) => (memory === null ? {} : { memory: String(memory) }),
    read: (parts) => ({ memory: toMegabytes(parts.get('memory')) }),
  },
  {
    write: ({ dropsRepeated }) => (dropsRepeated ? { repeated: 'dropped' } : {}),
    read: (parts) => ({ dropsRepeated: parts.get('repeated') === 'dropped' }),
  },
  {
    write: ({ noise }) => (noise.length === 0 ? {} : { noise: noise.join(',') }),
    read: (parts) => ({ noise: [...new Set((parts.get('noise') ?? '').split(',').filter(isNoisePreset))] }),
  },
  {
    write: ({ identical }) => (identical ? { alike: 'one' } : {}),
    read: (parts) => ({ identical: parts.get('alike') === 'one' }),
  },
  {
    write: ({ sort: { by, descending } }) => {
      const { sort } = askedAtFirst;
      if (!isField(by) || (by === sort.by && descending === sort.descending)) return {};
      return { sort: `${descending ? '-' : ''}${by}` };
    },
    read: (parts) => {
      const sort = parts.get('sort') ?? '';
      const by = sort.replace(/^-/, '');
      return { sort: isField(by) ? { by, descending: sort.startsWith('-') } : askedAtFirst.sort };
    },
  },
  {
    write: ({ axes }) => ({
      ...(axes.x !== askedAtFirst.axes.x && isField(axes.x) ? { x: axes.x } : {}),
      ...(axes.y !== askedAtFirst.axes.y && isField(axes.y) ? { y: axes.y } : {}),
    }),
    read: (parts) => {
      const axis = (name: 'x' | 'y') => {
        const id = parts.get(name) ?? '';
        return isField(id) ? id : askedAtFirst.axes[name];
      };
      return { axes: { x: axis('x'), y: axis('y') } };
    },
  },
  {
    write: ({ zone }) => (zone === 'utc' ? {} : { times: zone }),
    read: (parts) => ({ zone: parts.get('times') === 'local' ? 'local' : 'utc' }),
  },
];

/** Whether a share of flows can be asked for as anomalies. */
export function isContamination(share: number | null): share is number {
  return share !== null && share > 0 && share <= 0.5;
}

/** Settings of detectors: `pyod-pca.components=3`. Whether a detector has them is known when a log is open. */
function readParams(parts: URLSearchParams): Readonly<Record<string, Params>> {
  const found = new Map<string, Record<string, number | string>>();
  for (const [part, text] of parts) {
    const [id, name, ...more] = part.split('.');
    if (name === undefined || more.length > 0 || !isDetector(id) || !/^[A-Za-z]\w{0,40}$/.test(name)) continue;
    const value = toNumber(text) ?? (isWords(text) ? text : null);
    if (value !== null) found.set(id, { ...found.get(id), [name]: value });
  }
  return Object.fromEntries(found);
}

function toNumber(text: string | null): number | null {
  return text !== null && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text))
    ? Number(text)
    : null;
}

function toMegabytes(text: string | null): number | null {
  return text !== null && /^\d{1,7}$/.test(text) ? Number(text) : null;
}

function isDetector(text: string | null): text is string {
  return text !== null && /^[a-z0-9][a-z0-9-]{0,60}$/.test(text);
}

/** One or several names of choices. */
function isWords(text: string): boolean {
  return /^[A-Za-z_][\w.,-]{0,400}$/.test(text);
}

/** Names as Zeek's scripts can give them, or a component's; nothing that could be a value of a log. */
function isField(text: string): boolean {
  return /^[A-Za-z_][\w.]{0,80}$/.test(text);
}
