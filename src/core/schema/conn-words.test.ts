import { describe, expect, it } from 'vitest';
import { describeHistory, describeState } from './conn-words.ts';

describe('the words of conn.log', () => {
  it('has words for every state that Zeek has, and other ones for UDP', () => {
    for (const state of 'S0 S1 SF REJ S2 S3 RSTO RSTR RSTOS0 RSTRH SH SHR OTH'.split(' ')) {
      expect(describeState(state, 'tcp')).toMatch(/\.$/);
    }
    expect(describeState('S0', 'udp')).toBe('Only the source sent.');
    expect(describeState('constructor', 'tcp')).toBe('');
  });

  it('reads a history letter by letter', () => {
    expect(describeHistory('ShD^g').map(({ from, words }) => `${from}: ${words}`)).toEqual([
      'source: SYN',
      'destination: SYN-ACK',
      'source: data',
      'sensor: direction swapped: source and destination are a guess',
      'destination: gap in the capture',
    ]);
    expect(describeHistory('TtTTff').map(({ words }) => words)).toEqual([
      'retransmitted data',
      'retransmitted data',
      'retransmitted data, 10 times or more',
      'retransmitted data, 100 times or more',
      'FIN',
      'FIN, again',
    ]);
  });
});
