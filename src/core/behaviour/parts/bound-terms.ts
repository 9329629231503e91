import type { Term } from '../steps.ts';
import { capped, excess } from '../surprise.ts';

/** The weight `u` of an entity. */
export function weightOf(isInfrastructure: boolean): Term {
  return { name: 'u', meaning: 'weight: 0.3 for infrastructure, else 1', value: isInfrastructure ? 0.3 : 1 };
}

/**
 * The line of a scan's −log10 p: of the targets a fraction `h` fails where a fraction `q` is expected, times the weight
 * `u`. `D` is the name of the line with the number of targets.
 */
export function boundTerm(D: string): Term {
  return {
    name: 's',
    meaning: `u min(6, ${D} (h ln(h / q) + (1 − h) ln((1 − h) / (1 − q))) / ln 10)`,
    value: (of) => of.u * capped(excess(of.h * of[D], of[D], of.q)),
  };
}

/** The lines of the flows per target. `D` is the name of the line with the number of targets. */
export function flowsPer(flows: number, D: string): Term[] {
  return [
    { name: 'n', meaning: 'flows', value: flows },
    { name: 'w', meaning: `n / ${D}`, value: (of) => of.n / of[D] },
  ];
}
