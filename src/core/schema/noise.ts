/** Background traffic that most networks produce. */
export type NoisePreset = 'multicast' | 'broadcast' | 'names' | 'dhcp' | 'ntp';

/** Names and descriptions of the presets for users. `selection/noise.ts` implements them. */
export const noisePresets: readonly {
  readonly id: NoisePreset;
  readonly label: string;
  readonly matches: string;
  readonly source: string;
}[] = [
  {
    id: 'multicast',
    label: 'Multicast',
    matches: 'Destination in 224.0.0.0/4 or ff00::/8, any protocol but TCP.',
    source: 'RFC 5771, RFC 4291 section 2.7',
  },
  {
    id: 'broadcast',
    label: 'Broadcast',
    matches:
      'Destination 255.255.255.255, or one that ends in .255, is private or of the source’s own /16, and never answers. Not TCP.',
    source: 'RFC 919, RFC 922, RFC 2644',
  },
  {
    id: 'names',
    label: 'mDNS, LLMNR, SSDP',
    matches: 'UDP to port 5353, 5355 or 1900 of a multicast group, or of a private host, with little data.',
    source: 'RFC 6762, RFC 4795, UPnP Device Architecture 2.0',
  },
  {
    id: 'dhcp',
    label: 'DHCP',
    matches: 'UDP between ports 67 and 68, or 546 and 547. To a single host, only with little data.',
    source: 'RFC 2131, RFC 8415',
  },
  {
    id: 'ntp',
    label: 'NTP',
    matches:
      'UDP to port 123 with little data, and packets of 48 to 76 bytes as NTP has them. Larger or smaller ones stay in view.',
    source: 'RFC 5905 section 7.3',
  },
];

/** Bit of a preset in the result of `noiseOf`. */
export function noiseBit(preset: NoisePreset): number {
  return 1 << noisePresets.findIndex(({ id }) => id === preset);
}

export function isNoisePreset(text: string): text is NoisePreset {
  return noisePresets.some(({ id }) => id === text);
}

/** Maximum bytes between two single hosts, including headers. Larger flows are not noise, on any port. */
export const LITTLE_BYTES = 10_000;

/** Payload size of an NTP packet: the bare header, and with key and digest. */
export const NTP_PAYLOAD: readonly [least: number, most: number] = [48, 76];
