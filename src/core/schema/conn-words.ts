/** Meanings of conn_state. Source: Zeek's base/protocols/conn/main.zeek, reworded. */
const states: Readonly<Record<string, string>> = {
  S0: 'Attempt seen, no reply.',
  S1: 'Established, not closed while it was watched.',
  SF: 'Opened and closed normally.',
  REJ: 'Refused: the destination answered with a reset.',
  S2: 'Established. The source closed, and the destination did not answer that.',
  S3: 'Established. The destination closed, and the source did not answer that.',
  RSTO: 'Established, then reset by the source.',
  RSTR: 'Reset by the destination.',
  RSTOS0: 'The source sent a SYN and then a reset. The destination was not heard. Often a scan.',
  RSTRH: 'The destination sent a SYN-ACK and then a reset. No SYN was seen from the source.',
  SH: 'The source sent a SYN and then a FIN. No SYN-ACK was seen. A half-open scan, or only one side was captured.',
  SHR: 'The destination answered and closed, but nothing was seen from the source.',
  OTH: 'No opening was seen: traffic in mid-stream, or a protocol without connections.',
};

/**
 * The meaning of a conn_state. UDP has its own words, since its states carry less information. Empty for an unknown
 * state.
 */
export function describeState(state: string, proto: string): string {
  if (proto === 'udp') {
    if (state === 'S0') return 'Only the source sent.';
    if (state === 'SF') return 'Both sides sent.';
    if (state === 'SHR') return 'Only the destination sent.';
  }
  return Object.hasOwn(states, state) ? states[state] : '';
}

const letters: Readonly<Record<string, string>> = {
  s: 'SYN',
  h: 'SYN-ACK',
  a: 'bare ACK',
  d: 'data',
  f: 'FIN',
  r: 'reset',
  c: 'bad checksum',
  g: 'gap in the capture',
  t: 'retransmitted data',
  w: 'zero window',
  i: 'inconsistent flags',
  q: 'SYN with FIN or reset',
};

/** One letter of a history, its sender, and its meaning. */
interface HistoryLetter {
  readonly letter: string;
  readonly from: 'source' | 'destination' | 'sensor';
  readonly words: string;
}

/** Letters that Zeek repeats only at the 10th, 100th, ... occurrence. */
const counted = new Set(['c', 'g', 't', 'w']);

/** The letters of a history. Capitals are from the source, small letters from the destination. */
export function describeHistory(history: string): HistoryLetter[] {
  const seen = new Map<string, number>();
  return [...history].map((letter) => {
    const times = seen.get(letter) ?? 0;
    seen.set(letter, times + 1);
    if (letter === '^')
      return { letter, from: 'sensor', words: 'direction swapped: source and destination are a guess' };
    if (letter.toLowerCase() === 'x') return { letter, from: 'sensor', words: 'analysis stopped at a limit' };
    const small = letter.toLowerCase();
    const words = Object.hasOwn(letters, small) ? letters[small] : 'unknown letter';
    const again = times === 0 ? '' : counted.has(small) ? `, ${10 ** times} times or more` : ', again';
    return { letter, from: letter === small ? 'destination' : 'source', words: words + again };
  });
}
