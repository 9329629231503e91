import { linked, type Settings, usualSettings } from './settings.ts';

/**
 * The part of a link that says how the page is set: `#v=1&detector=..&knn.k=..&threshold=..`. It has what the user changed and is empty
 * when nothing is. `settings.ts` lists what can be in it. Never a file's name, an address or any other value of a log.
 */
export function writeHash(settings: Settings): string {
  const parts = new URLSearchParams();
  for (const { write } of linked) for (const [name, text] of Object.entries(write(settings))) parts.set(name, text);
  return parts.size === 0 ? '' : `#v=1&${parts}`;
}

/** What a link asks for. An unknown version, or a value that cannot be, is as if it were not there. */
export function readHash(hash: string): Settings {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  if (parts.get('v') !== '1') return usualSettings;
  return linked.reduce((settings, { read }) => read(parts, settings), usualSettings);
}
