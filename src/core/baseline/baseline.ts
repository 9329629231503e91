import type { Reference } from '../behaviour/reference.ts';
import { behaviour, combined } from '../detect/behaviour-entry.ts';
import type { ComponentModel } from '../detect/component-detector.ts';
import type { DetectorEntry } from '../detect/index.ts';
import type { Params } from '../detect/params.ts';
import { type FamilyMember, pcaFamily } from '../detect/pca-family.ts';
import { pcaLog } from '../detect/pca-log.ts';
import { LogError } from '../errors.ts';
import type { HostSketch } from './host-sketch.ts';
import type { NetworkSketch } from './network-sketch.ts';

/** A model of other flows than the flows it scores, with the data to measure whether it fits them. Plain data. */
export interface Baseline {
  /** Id of the detector, and every setting of it. */
  readonly detector: string;
  readonly params: Params;
  readonly model: ComponentModel;
  /** Per feature in the model's order: the range of all but 0.2 % of the flows, in the unit of the log. */
  readonly box: readonly Interval[];
  /** Null if no flow has a source that is known to be local. */
  readonly networks: NetworkSketch | null;
  /** Null if no flow has a local source, and for files of version 1. */
  readonly hosts: HostSketch | null;
  /** What Behaviour and Combined keep of the flows; null for the other detectors, which score by `model` alone. */
  readonly behaviour: Reference | null;
  readonly origin: Origin;
}

/** Values at 0.1 and at 99.9 %: numpy's linear quantiles. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Where a baseline comes from. It has names of files, and no addresses. */
export interface Origin {
  /** At most `FILES_NAMED`, without folders. */
  readonly files: readonly string[];
  /** Number of files, named or not. */
  readonly fileCount: number;
  readonly flows: number;
  /** Smallest and largest `ts` in epoch seconds. Null if no flow has a time. */
  readonly span: readonly [number, number] | null;
  /** Fields of the filters that chose the flows. Their values are not kept. */
  readonly chosenBy: readonly string[];
  /** Time of fitting, in epoch seconds. */
  readonly made: number;
}

/** Maximum number of files that a baseline names. */
export const FILES_NAMED = 20;

/** The detectors whose baselines have a reference of Behaviour. */
const wholeLogDetectors: readonly DetectorEntry[] = [behaviour, combined];

/**
 * The detector of a baseline that scores flow by flow. Throws `LogError` for other detectors, such as Behaviour, which
 * scores whole logs.
 */
export function memberOf(detector: string): FamilyMember {
  const member = pcaFamily.find((candidate) => candidate.detector.id === detector);
  if (member !== undefined) return member;
  const whole = wholeLogDetectors.find(({ id }) => id === detector);
  if (whole !== undefined) throw new LogError('scores-whole-logs', { detector: whole.label });
  throw new LogError('bad-request', { what: `no baseline of ${detector}` });
}

/**
 * The detector of a baseline's `model`. For Behaviour and Combined it is PCA (log scale), which measures the drift and is
 * Volume of Combined. Throws `LogError` for an unknown detector.
 */
export function componentsOf(detector: string): FamilyMember {
  return memberOf(isOfWholeLogs(detector) ? pcaLog.id : detector);
}

/** Whether a detector scores whole logs by a reference: Behaviour and Combined. */
export function isOfWholeLogs(detector: string): boolean {
  return wholeLogDetectors.some(({ id }) => id === detector);
}

/** The name of a baseline's detector. */
export function labelOf(detector: string): string {
  return wholeLogDetectors.find(({ id }) => id === detector)?.label ?? memberOf(detector).detector.label;
}

/** `office-monday.log`, `a.log and 3 more`. */
export function originName({ files, fileCount }: Pick<Origin, 'files' | 'fileCount'>): string {
  const [first = 'a log'] = files;
  return fileCount > 1 ? `${first} and ${fileCount - 1} more` : first;
}
