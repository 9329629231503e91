import { createRandom } from '../core/math/random.ts';

/** The header that Zeek writes at this hour. */
export function officeHeader(hour: number): string {
  return `#separator \\x09
#set_separator	,
#empty_field	(empty)
#unset_field	-
#path	conn
#open	2026-03-03-0${hour}-00-00
#fields	ts	uid	id.orig_h	id.orig_p	id.resp_h	id.resp_p	proto	service	duration	orig_bytes	resp_bytes	conn_state	orig_pkts	orig_ip_bytes	resp_pkts	resp_ip_bytes
#types	time	string	addr	port	addr	port	enum	string	interval	count	count	string	count	count	count	count
`;
}

/** Rows of a conn.log of an office: ordinary flows from a seed, and attacks. `ts` is epoch seconds. */
export class OfficeLog {
  private readonly random = createRandom(5);
  private count = 0;

  /** Ordinary flows; `scale` multiplies their bytes. */
  ordinary(rows: number, ts: number, scale = 1): string {
    let text = '';
    for (let i = 0; i < rows; i++) {
      const [a, b, c] = [this.random.uniform(), this.random.uniform(), this.random.uniform()];
      const sent = Math.round(scale * (300 + 900 * a));
      const received = Math.round(scale * (500 + 9000 * b * b));
      const packets = [3 + Math.round(sent / 400), 3 + Math.round(received / 1200)];
      const hosts = [`10.0.0.${1 + Math.floor(20 * c)}`, `192.0.2.${1 + Math.floor(9 * a)}`];
      text += this.line(ts, hosts, 443, 'ssl', (0.1 + 2 * c).toFixed(6), [sent, received], 'SF', packets);
    }
    return text;
  }

  /** One host sends a gigabyte to `203.0.113.5`. */
  upload(ts: number): string {
    return this.line(ts, ['10.0.0.9', '203.0.113.5'], 443, 'ssl', '900.5', [1e9, 2e6], 'SF', [7e5, 3e5]);
  }

  /** The host 10.0.0.66 tries others, from number `from` on. */
  scan(from: number, hosts: number, ts: number): string {
    let text = '';
    for (let i = from; i < from + hosts; i++) {
      const ends = ['10.0.0.66', `10.0.${1 + (i >> 8)}.${i & 255}`];
      text += this.line(ts, ends, 445, '-', '-', ['-', '-'], 'S0', [1, 0]);
    }
    return text;
  }

  private line(
    from: number,
    [source, destination]: readonly string[],
    port: number,
    service: string,
    duration: string,
    [sent, received]: readonly (number | string)[],
    state: string,
    [out, back]: readonly number[],
  ): string {
    const ts = (from + this.count * 1e-3).toFixed(6);
    const ip = (bytes: number | string, packets: number) => (Number(bytes) || 0) + 40 * packets;
    const ends = [source, 40000 + (this.count % 9000), destination, port, 'tcp', service, duration];
    const counts = [sent, received, state, out, ip(sent, out), back, ip(received, back)];
    return `${[ts, `C${this.count++}`, ...ends, ...counts].join('\t')}\n`;
  }
}
