import { isNoisePreset } from '../core/schema/noise.ts';
import { type Asked, askedAtFirst } from './asked.ts';

/**
 * The part of a link that says how the page is set: `#v=1&detector=..&contamination=..&threshold=..&memory=..&noise=..&sort=-score`, of
 * which only what the user changed is written; empty when nothing is. Never a file's name, an address or any other value of a log.
 */
export function writeHash({ detector, contamination, threshold, memory, noise, sort }: Asked): string {
  const parts = new URLSearchParams();
  if (detector !== null && isDetector(detector)) parts.set('detector', detector);
  if (contamination !== askedAtFirst.contamination) parts.set('contamination', String(contamination));
  if (threshold !== null) parts.set('threshold', String(threshold));
  if (memory !== null) parts.set('memory', String(memory));
  if (noise.length > 0) parts.set('noise', noise.join(','));
  const { by, descending } = sort;
  if (isField(by) && (by !== askedAtFirst.sort.by || descending !== askedAtFirst.sort.descending)) {
    parts.set('sort', `${descending ? '-' : ''}${by}`);
  }
  return parts.size === 0 ? '' : `#v=1&${parts}`;
}

/** What a link asks for. A version that is not known, or a value that cannot be, is as if it were not there. */
export function readHash(hash: string): Asked {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  if (parts.get('v') !== '1') return askedAtFirst;
  const detector = parts.get('detector') ?? '';
  const contamination = toNumber(parts.get('contamination'));
  const sort = parts.get('sort') ?? '';
  const by = sort.replace(/^-/, '');
  return {
    ...askedAtFirst,
    detector: isDetector(detector) ? detector : null,
    contamination: isContamination(contamination) ? contamination : askedAtFirst.contamination,
    threshold: toNumber(parts.get('threshold')),
    memory: toMegabytes(parts.get('memory')),
    noise: [...new Set((parts.get('noise') ?? '').split(',').filter(isNoisePreset))],
    sort: isField(by) ? { by, descending: sort.startsWith('-') } : askedAtFirst.sort,
  };
}

/** Whether a share of flows can be asked for as anomalies. */
export function isContamination(share: number | null): share is number {
  return share !== null && share > 0 && share <= 0.5;
}

function toNumber(text: string | null): number | null {
  return text !== null && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text))
    ? Number(text)
    : null;
}

function toMegabytes(text: string | null): number | null {
  return text !== null && /^\d{1,7}$/.test(text) ? Number(text) : null;
}

function isDetector(text: string): boolean {
  return /^[a-z0-9][a-z0-9-]{0,60}$/.test(text);
}

/** Names as Zeek's scripts can give them; nothing that could be a value. */
function isField(text: string): boolean {
  return /^[A-Za-z_][\w.]{0,80}$/.test(text);
}
