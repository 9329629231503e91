import { countGroups } from '../core/groups/count-groups.ts';
import { Bitmap } from '../core/selection/bitmap.ts';
import { keyOfAll } from '../core/selection/predicate.ts';
import type { Engine, GroupSelection } from './api.ts';
import { describeChannelDetail, readChannels } from './channel-rows.ts';
import type { Detected } from './detection.ts';
import { countFindings, readFindingHosts } from './finding-rows.ts';
import { allFlows, type CountedFlows } from './group-views.ts';
import { describeHostDetail } from './host-detail.ts';
import { readHosts } from './host-rows.ts';
import { control, explainingMemory, withoutProgress } from './jobs.ts';
import type { Runs } from './runs.ts';

/** Searches for findings, and counts their flows. */
export function findingAnswers({
  current,
  detected,
  groups,
}: Runs): Pick<Engine, 'findings' | 'findingCounts' | 'findingHosts'> {
  return {
    findings: (onProgress, signal) =>
      explainingMemory(async () => (await current().findings(control(onProgress, signal)))?.findings ?? null),

    findingCounts: ({ detector, where }, signal) =>
      explainingMemory(() => countFindings(detected(detector).views, where, withoutProgress(signal))),

    findingHosts: (where, onProgress, signal) =>
      explainingMemory(() => readFindingHosts(groups(), where, control(onProgress, signal))),
  };
}

/** Lists hosts and channels, with counts over a selection. */
export function groupAnswers(runs: Runs): Pick<Engine, 'hosts' | 'host' | 'channels' | 'channel' | 'groupCounts'> {
  const { current, groups } = runs;
  return {
    hosts: (query, start, end, onProgress, signal) =>
      explainingMemory(async () => {
        const { run, detected: results, masses } = current();
        const flows = await countedFlows(runs, query.selection, signal);
        // Their scores are of other rows than those of the hosts of an out-of-core log.
        const scored = run.larger === null ? results : new Map<string, Detected>();
        return readHosts(groups(), scored, masses, query, flows, start, end, control(onProgress, signal));
      }),

    host: async (side, host, signal, { selection, withFindings = false } = {}) => {
      const flows = await countedFlows(runs, selection, signal);
      return describeHostDetail(groups(), side, host, flows, withFindings, withoutProgress(signal));
    },

    channels: (query, start, end, onProgress, signal) =>
      explainingMemory(async () => {
        const flows = await countedFlows(runs, query.selection, signal);
        return readChannels(groups(), query, flows, start, end, control(onProgress, signal));
      }),

    channel: async (channel, signal, { selection, withFindings = false } = {}) => {
      const flows = await countedFlows(runs, selection, signal);
      return describeChannelDetail(groups(), channel, flows, withFindings, withoutProgress(signal));
    },

    groupCounts: (selection, signal) =>
      explainingMemory(async () => {
        const job = withoutProgress(signal);
        const { facts } = await groups().behaviour(job);
        const { rows } = await countedFlows(runs, selection, signal);
        return countGroups(facts, rows ?? new Bitmap(facts.flows.count).not(), job);
      }),
  };
}

/** The flows of a selection. Without a selection, and for an out-of-core log, all flows of the log. */
async function countedFlows(
  { current, detected }: Runs,
  selection: GroupSelection | undefined,
  signal: AbortSignal,
): Promise<CountedFlows> {
  if (selection === undefined || selection.where.length === 0 || current().run.larger !== null) return allFlows;
  const { detector, where } = selection;
  return { key: `${detector} ${keyOfAll(where)}`, rows: await detected(detector).views.select(where, signal) };
}
