import type { Condition, Run, View } from '../worker/api.ts';

/** A stretch of flows the user looks at; `label` is null for all flows. */
export interface Place {
  readonly where: readonly Condition[];
  readonly label: string | null;
  readonly sort: View['sort'];
}

/** What the user wants to see, whatever log is open. Answers to it are `Shown`. */
export interface Asked extends Place {
  /** Null for the run's first. */
  readonly detector: string | null;
  readonly contamination: number;
  /** Null unless the user moved it: then it follows from the contamination. */
  readonly threshold: number | null;
  /** Megabytes that the flows of a log may take; null for what the device allows. Holds from the next log on. */
  readonly memory: number | null;
  /** Whether the table lists alike flows as one. */
  readonly alike: boolean;
  /** Earlier places, the latest last. */
  readonly trail: readonly Place[];
}

export const allByScore: Place = { where: [], label: null, sort: { by: 'score', descending: true } };

export const askedAtFirst: Asked = {
  ...allByScore,
  detector: null,
  contamination: 0.1,
  threshold: null,
  memory: null,
  alike: false,
  trail: [],
};

/** The wish as it is carried over to another log: not the threshold, which belongs to one log's scores, and no place in it. */
export function carryOver(asked: Asked): Asked {
  return { ...asked, threshold: null, where: [], label: null, trail: [] };
}

/** Wishes with one more: another detector has scores of its own, and a contamination is a threshold. */
export function ask(asked: Asked, wish: Partial<Asked>): Asked {
  const forgets = wish.threshold === undefined && (wish.detector !== undefined || wish.contamination !== undefined);
  return { ...asked, ...(forgets ? { threshold: null } : {}), ...wish };
}

/** The detector that the wish comes to in a run: its first when none, or none that it has, was asked for. */
export function chosenDetector(run: Run, { detector }: Asked): Run['detectors'][number] {
  return run.detectors.find(({ id }) => id === detector) ?? run.detectors[0];
}

/** Goes to other flows and remembers the way back. */
export function goTo(asked: Asked, where: readonly Condition[], label: string): Asked {
  const { where: from, label: name, sort, trail } = asked;
  return { ...asked, where, label, trail: [...trail, { where: from, label: name, sort }] };
}

/** Goes back to the place before this one; all flows when there is none. */
export function goBack(asked: Asked): Asked {
  const place = asked.trail.at(-1) ?? allByScore;
  return { ...asked, ...place, trail: asked.trail.slice(0, -1) };
}
