import { linked, type Settings, usualSettings } from './settings.ts';

/**
 * The settings as the fragment of a link: `#v=1&detector=..&knn.k=..&threshold=..`. Only settings that differ from the
 * default; empty if none does. `settings.ts` lists them. Filters with an address or a file name are included only
 * `withAddresses`: browsers write addresses of pages to disk.
 */
export function writeHash(settings: Settings, withAddresses = false): string {
  const parts = new URLSearchParams();
  for (const { write } of linked) {
    for (const [name, text] of Object.entries(write(settings, withAddresses))) parts.set(name, text);
  }
  return parts.size === 0 ? '' : `#v=1&${parts}`;
}

/** The settings of a link. An unknown version or an invalid value is ignored. */
export function readHash(hash: string): Settings {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  if (parts.get('v') !== '1') return usualSettings;
  return linked.reduce((settings, { read }) => read(parts, settings), usualSettings);
}
