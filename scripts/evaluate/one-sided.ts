import type { SampleFlow } from '../../src/core/sample/flow.ts';

const ofOriginator: Readonly<Record<string, string>> = { SF: 'SH', RSTO: 'RSTOS0', S2: 'SH' };
const ofResponder: Readonly<Record<string, string>> = { SF: 'SHR', S3: 'SHR', RSTR: 'RSTRH' };

/** A flow as Zeek writes it when it sees the packets of one side only. */
export function oneSided(flow: SampleFlow, side: 'originator' | 'responder'): SampleFlow {
  const history = flow.history?.replace(side === 'originator' ? /[a-z]/g : /[A-Z]/g, '') ?? null;
  if (side === 'originator') {
    return {
      ...flow,
      respBytes: flow.respBytes === null ? null : 0,
      respPackets: 0,
      respIpBytes: 0,
      missedBytes: 0,
      connState: flow.proto === 'icmp' ? 'OTH' : (ofOriginator[flow.connState] ?? 'S0'),
      history,
    };
  }
  return {
    ...flow,
    origBytes: flow.origBytes === null ? null : 0,
    origPackets: 0,
    origIpBytes: 0,
    missedBytes: 0,
    connState: flow.proto === 'udp' && flow.respPackets > 0 ? 'SHR' : (ofResponder[flow.connState] ?? 'OTH'),
    history: `${history ?? ''}C`,
  };
}
