import { describeHistory, describeState } from '../../core/schema/conn-words.ts';
import { cellOf, type ListedFlow } from './listed-flow.ts';

/** Meanings of codes in a flow, by field name. Empty for values without a meaning. */
export const codeWords: Readonly<Record<string, (row: ListedFlow) => string>> = {
  conn_state: (row) => describeState(String(cellOf(row, 'conn_state') ?? ''), String(cellOf(row, 'proto') ?? '')),
  history: (row) =>
    describeHistory(String(cellOf(row, 'history') ?? ''))
      .map(({ letter, from, words }) => `${letter} ${from}: ${words}`)
      .join(', '),
};
