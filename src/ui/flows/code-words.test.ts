import { expect, it } from 'vitest';
import { codeWords } from './code-words.ts';
import type { ListedFlow } from './listed-flow.ts';

const flow = (cells: Readonly<Record<string, string | null>>) =>
  ({ cells: Object.values(cells), fields: Object.keys(cells) }) as unknown as ListedFlow;

it('explains conn_state, with other words for UDP', () => {
  expect(codeWords.conn_state(flow({ conn_state: 'S0', proto: 'tcp' }))).toBe('Attempt seen, no reply.');
  expect(codeWords.conn_state(flow({ conn_state: 'S0', proto: 'udp' }))).toBe('Only the source sent.');
  expect(codeWords.conn_state(flow({ conn_state: null, proto: 'udp' }))).toBe('');
});

it('explains every letter of a history', () => {
  expect(codeWords.history(flow({ history: 'ShR' }))).toBe('S source: SYN, h destination: SYN-ACK, R source: reset');
  expect(codeWords.history(flow({ history: null }))).toBe('');
});
