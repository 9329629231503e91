import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { noiseBit, noisePresets } from '../schema/noise.ts';
import { countNoise, noiseOf } from './noise.ts';

const { signal } = quiet;
type Flow = Readonly<Record<string, string | number>>;

const flows = fc.record({
  'id.orig_h': fc.constantFrom('10.0.0.7', '147.32.80.9', 'fe80::1', '0.0.0.0'),
  'id.orig_p': fc.constantFrom(68, 67, 123, 546, 5353, 50_000),
  'id.resp_h': fc.constantFrom(
    ...['224.0.0.251', '239.255.255.250', '240.0.0.1', '255.255.255.255', '10.0.0.255', '147.32.1.255', '8.8.8.255'],
    ...['10.0.0.8', '8.8.8.8', 'ff02::fb', 'FF02::1:2', 'fe80::2', '2001:db8::1', '::ffff:224.0.0.251', '-', 'x'],
  ),
  'id.resp_p': fc.constantFrom(68, 67, 123, 547, 5353, 5355, 1900, 443),
  proto: fc.constantFrom('udp', 'udp', 'udp', 'tcp', 'icmp', '-'),
  orig_pkts: fc.constantFrom('-', 0, 1, 2, 300),
  resp_pkts: fc.constantFrom('-', 0, 0, 1, 2),
  orig_bytes: fc.constantFrom('-', 0, 8, 48, 96, 152, 5000, 20_000),
  resp_bytes: fc.constantFrom('-', 0, 48, 76, 96, 440),
  orig_ip_bytes: fc.constantFrom('-', 0, 76, 96, 104, 152, 20_000),
  resp_ip_bytes: fc.constantFrom('-', 0, 76, 104),
});

/** Applies the presets' descriptions to one flow. */
function matching(flow: Flow): string[] {
  if (flow.proto === 'tcp') return [];
  const to = String(flow['id.resp_h']).toLowerCase();
  const number = (field: string) => (flow[field] === '-' ? 0 : Number(flow[field]));
  const port = number('id.resp_p');
  const v4 = /^(?:::ffff:)?(\d+)\.(\d+)\.\d+\.(\d+)$/.exec(to);
  const isGroup = v4 !== null ? Number(v4[1]) >= 224 && Number(v4[1]) < 240 : /^ff[0-9a-f]{2}:/.test(to);
  const isPrivate = /^10\.|^fe80:/.test(to);
  const isNear = isPrivate || (to.startsWith('147.32.') && String(flow['id.orig_h']).startsWith('147.32.'));
  const isToAll =
    to === '255.255.255.255' || (v4 !== null && v4[3] === '255' && !isGroup && isNear && number('resp_pkts') === 0);
  const carried =
    Math.max(number('orig_bytes'), number('orig_ip_bytes')) + Math.max(number('resp_bytes'), number('resp_ip_bytes'));
  const isLittle = carried <= 10_000;
  const isUdp = flow.proto === 'udp';
  const from = number('id.orig_p');
  const headers = to.includes(':') && v4 === null ? 48 : 28;
  const packetSizes = ['orig', 'resp'].flatMap((end) => {
    const [packets, bytes] = [number(`${end}_pkts`), number(`${end}_bytes`)];
    const payload = flow[`${end}_bytes`] === '-' ? number(`${end}_ip_bytes`) - packets * headers : bytes;
    return packets === 0 && payload <= 0 ? [] : [payload / Math.max(1, packets)];
  });
  const isDhcp =
    ([67, 68].includes(port) && [67, 68].includes(from)) || ([546, 547].includes(port) && [546, 547].includes(from));
  const met = {
    multicast: isGroup,
    broadcast: isToAll,
    names: isUdp && [5353, 5355, 1900].includes(port) && (isGroup || (isPrivate && isLittle)),
    dhcp: isUdp && isDhcp && (isGroup || isToAll || isLittle),
    ntp:
      isUdp &&
      port === 123 &&
      isLittle &&
      packetSizes.length > 0 &&
      packetSizes.every((size) => size >= 48 && size <= 76),
  };
  return Object.entries(met).flatMap(([preset, isMet]) => (isMet ? [preset] : []));
}

async function presetsOf(log: Uint8Array): Promise<string[][]> {
  const { table } = await readText(log);
  const noise = await noiseOf(table, signal);
  return Array.from(noise, (mask) => noisePresets.flatMap(({ id }) => ((mask & noiseBit(id)) !== 0 ? [id] : [])));
}

describe('noise', () => {
  it('is computed once, also for requests during the computation', async () => {
    const { table } = await readText(connLog([{ proto: 'udp' }]));
    const [one, other] = await Promise.all([noiseOf(table, signal), noiseOf(table, signal)]);
    expect(other).toBe(one);
    expect(await noiseOf(table, signal)).toBe(one);
  });

  it('matches and counts the flows that the presets describe, for any flows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(flows, { minLength: 1, maxLength: 60 }), async (some) => {
        const wanted = some.map(matching);
        const log = connLog(some);
        expect(await presetsOf(log)).toEqual(wanted);
        const { table } = await readText(log);
        expect(countNoise(await noiseOf(table, signal))).toEqual(
          noisePresets.map(({ id }) => wanted.filter((presets) => presets.includes(id)).length),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('does not include other traffic on the same ports', async () => {
    const udp = { proto: 'udp', orig_pkts: 1, resp_pkts: 1, orig_ip_bytes: 76, resp_ip_bytes: 76 };
    const ntp = { ...udp, 'id.resp_h': '192.0.2.1', 'id.resp_p': 123, orig_bytes: 48, resp_bytes: 48 };
    const mdns = { ...udp, 'id.resp_p': 5353, orig_bytes: 40, resp_bytes: 200 };
    expect(
      await presetsOf(
        connLog([
          ntp,
          { ...ntp, resp_bytes: 440 }, // a monlist response
          { ...ntp, orig_bytes: 8 }, // a monlist request
          { ...ntp, orig_pkts: 500, orig_bytes: 24_000 }, // a tunnel with packets of NTP's size
          { ...ntp, proto: 'tcp' },
          { ...mdns, 'id.resp_h': '10.0.0.8' },
          { ...mdns, 'id.resp_h': '198.51.100.7' }, // not on the local link
          { ...mdns, 'id.resp_h': '10.0.0.8', resp_bytes: 90_000 },
          { ...udp, 'id.resp_h': '198.51.100.255', 'id.resp_p': 4444, resp_pkts: 0 },
          { ...udp, 'id.resp_h': '10.0.0.255', 'id.resp_p': 4444 }, // it responds, so it is a host
        ]),
      ),
    ).toEqual([['ntp'], [], [], [], [], ['names'], [], [], [], []]);
  });

  it('uses the fields that the log has', async () => {
    const fields = ['ts', 'id.orig_h', 'id.resp_h', 'id.resp_p', 'duration', 'orig_bytes', 'resp_bytes'];
    const rest = ['orig_ip_bytes', 'resp_pkts', 'resp_ip_bytes'];
    const some = [{ 'id.resp_h': '224.0.0.251', 'id.resp_p': 5353 }, { 'id.resp_p': 123 }];
    expect(await presetsOf(connLog(some, { fields: [...fields, ...rest] }))).toEqual([['multicast'], []]);
    const withNumber = some.map((flow) => ({ ...flow, ip_proto: 17, orig_bytes: 48, resp_bytes: 48, resp_pkts: 1 }));
    const log = connLog(
      withNumber.map((flow) => ({ ...flow, orig_ip_bytes: 76, resp_ip_bytes: 76 })),
      { fields: [...fields, ...rest, 'ip_proto'] },
    );
    expect(await presetsOf(log)).toEqual([['multicast', 'names'], ['ntp']]);
  });
});
