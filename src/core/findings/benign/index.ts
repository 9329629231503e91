import type { Routine } from '../finding.ts';
import { callOrStream } from './call-or-stream.ts';
import { housekeeping } from './housekeeping.ts';
import { monitoringHost } from './monitoring-host.ts';
import { nameServer } from './name-server.ts';
import type { BenignPattern, Suspect } from './pattern.ts';
import { scheduledBackup } from './scheduled-backup.ts';
import { usedServer } from './used-server.ts';

/** All benign patterns. The first that a finding resembles counts. */
export const benignPatterns: readonly BenignPattern[] = [
  housekeeping,
  scheduledBackup,
  monitoringHost,
  nameServer,
  usedServer,
  callOrStream,
];

/** The benign pattern that a finding resembles, with the numbers that indicate it. Null without one. */
export function routineOf(suspect: Suspect): Routine | null {
  for (const { name, remains, explain } of benignPatterns) {
    const sentence = explain(suspect);
    if (sentence !== null) return { pattern: name, remains, sentence };
  }
  return null;
}
