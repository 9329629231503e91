import type { ChannelRow, HostRow, Side } from '../worker/api.ts';
import type { Place } from './asked.ts';

/** Where in a run the user is: which tab, and what is open in it. Which flows are listed is a `Place`. */
export interface Spot extends Opened {
  /** No other spot has it, also of another run. */
  readonly id: string;
  readonly tab: string;
  /** The spot that closing what is open leads back to; null when there is none. */
  readonly base: string | null;
  /** Whether the user came to the flow from the one beside it, row by row. */
  readonly isStepped: boolean;
}
/** What is open beside the lists. */
export interface Opened {
  readonly flow: number | null;
  readonly host: { readonly side: Side; readonly row: HostRow } | null;
  readonly channel: ChannelRow | null;
}

/** A spot with the flows that were listed there. */
export interface Visit {
  readonly spot: Spot;
  readonly place: Place;
}

/** The spots of a run that Back and Forward walk through. Addresses may be in it: it never leaves the page's memory. */
export interface Journey {
  /** Latest last. */
  readonly past: readonly Visit[];
  readonly spot: Spot;
  /** Next first. */
  readonly future: readonly Visit[];
  readonly made: number;
}

export function beginJourney(job: number): Journey {
  const spot = { id: `${job}.0`, tab: 'flows', flow: null, host: null, channel: null, base: null, isStepped: false };
  return { past: [], spot, future: [], made: 1 };
}

/** Goes on to another spot. `here` are the flows listed at the present one. */
export function goOn({ past, spot, made }: Journey, here: Place, to: Partial<Spot>): Journey {
  const id = `${spot.id.split('.')[0]}.${made}`;
  const next = { ...spot, base: null, isStepped: false, ...to, id };
  return { past: [...past, { spot, place: here }], spot: next, future: [], made: made + 1 };
}

/** Opens something beside a list. Another row of the same list is a spot of its own too, unless it is stepped to. */
export function openSpot(journey: Journey, here: Place, what: Partial<Opened>, isStep: boolean): Journey {
  const { spot } = journey;
  const key = keyOf(what);
  if (spot[key] === what[key]) return journey;
  if (isStep && spot[key] !== null) return { ...journey, spot: { ...spot, ...what, isStepped: true } };
  const base = spot[key] === null ? spot.id : spot.base;
  return goOn(journey, here, { ...what, base });
}

/** Closes what is open: back where it was opened, if that was with the same list, with the flows as they are listed now. */
export function closeSpot(journey: Journey, here: Place, key: keyof Opened): Journey {
  const { spot, past } = journey;
  if (spot[key] === null) return journey;
  const at = past.findIndex((visit) => visit.spot.id === spot.base);
  if (at < 0) return { ...journey, spot: { ...spot, [key]: null, base: null } };
  return moveTo(journey, here, at);
}

/** Goes to a spot before or after; null when there is none of that id. */
export function visitSpot(journey: Journey, here: Place, id: string): { journey: Journey; place: Place } | null {
  const visits = [...journey.past, { spot: journey.spot, place: here }, ...journey.future];
  const at = visits.findIndex(({ spot }) => spot.id === id);
  return at < 0 ? null : { journey: moveTo(journey, here, at), place: visits[at].place };
}

/** The latest spot with other flows than those listed, null when there was none. */
export function spotBefore({ past }: Journey, here: Place): string | null {
  return past.findLast(({ place }) => place.where !== here.where)?.spot.id ?? null;
}

/** Nothing is open any more: flows have other numbers. */
export function withoutFlows(journey: Journey): Journey {
  const shut = (visit: Visit): Visit => ({ ...visit, spot: { ...visit.spot, flow: null } });
  return {
    ...journey,
    past: journey.past.map(shut),
    spot: { ...journey.spot, flow: null },
    future: journey.future.map(shut),
  };
}

function moveTo({ past, spot, future, made }: Journey, here: Place, at: number): Journey {
  const visits = [...past, { spot, place: here }, ...future];
  return { past: visits.slice(0, at), spot: visits[at].spot, future: visits.slice(at + 1), made };
}

function keyOf(what: Partial<Opened>): keyof Opened {
  return Object.keys(what)[0] as keyof Opened;
}
