import { families } from './attacks/attack.ts';
import { attacks } from './attacks/index.ts';
import { networkLogs, refusedLogs } from './networks.ts';
import type { Header } from './run.ts';
import { table } from './table-text.ts';

/** The logs and generators of an evaluation as Markdown. */
export function describe({ logs, missing }: Header): string {
  const rows = logs.flatMap(({ name, rows, hours }) => {
    const log = networkLogs.find((one) => one.name === name);
    if (log === undefined) return [];
    const length = hours < 1 ? `${Math.round(60 * hours)} min` : `${hours.toFixed(0)} h`;
    return [[name, log.network, String(rows), length, log.about, log.removed]];
  });
  const classes = families.map((family) => [
    family,
    attacks
      .filter((attack) => attack.family === family)
      .map(({ name, group }) => (group === 'third' ? `**${name}**` : name))
      .join('; '),
  ]);
  return `${table(['log', 'network', 'flows', 'lasts', 'what it is', 'left out as not benign'], rows)}

${missing.length > 0 ? `Not at hand: ${missing.join(', ')}.\n\n` : ''}Looked at and refused, because most of it is an attack:

${table(
  ['log', 'why'],
  refusedLogs.map((refused) => [...refused]),
)}

The classes by family. Bold ones were written for this evaluation.

${table(['family', 'classes'], classes)}`;
}
