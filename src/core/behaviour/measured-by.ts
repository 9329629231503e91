import type { Behaviour } from './behaviour.ts';
import type { Measured, PartName } from './part.ts';

/** The result of one indicator of Behaviour. */
export function measuredBy({ parts, measured }: Pick<Behaviour, 'parts' | 'measured'>, name: PartName): Measured {
  return measured[parts.findIndex((part) => part.name === name)];
}
