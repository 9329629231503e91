import { isNoisePreset, type NoisePreset, noiseBit, noisePresets } from '../../schema/noise.ts';
import type { Leaf } from './leaf.ts';

/** Traffic of a noise preset: background traffic such as NTP, see `noisePresets`. */
export interface PresetPredicate {
  readonly op: 'preset';
  readonly id: NoisePreset;
}

const NOISE = 'noise';

/** `noise:ntp` */
export const presetLeaf: Leaf<PresetPredicate> = {
  op: 'preset',
  examples: ['noise:multicast', 'noise:ntp'],
  name: { name: NOISE, meaning: 'Traffic a network makes by itself, by preset.', words: noisePresets },
  needsNoise: true,
  key: ({ id }) => [id],
  fields: () => [],
  normalise: (predicate) => predicate,
  bind: (predicate) => predicate,
  test: ({ id }, { noise }) => ({ kind: 'bits', bytes: noise, mask: noiseBit(id) }),
  readValue: ({ field, kind, text }, reading) => {
    if (kind !== 'words' || field !== NOISE) return null;
    if (isNoisePreset(text)) return { op: 'preset', id: text };
    return reading.wrong('unknown-preset', { presets: noisePresets.map(({ id }) => id).join(', ') });
  },
  print: ({ id }) => ({ term: `${NOISE}:${id}` }),
  namesAddress: () => false,
  words: ({ id }) => labelOf(id),
  wordsOfNot: ({ id }) => `without ${labelOf(id)}`,
};

function labelOf(preset: NoisePreset): string {
  return noisePresets.find(({ id }) => id === preset)?.label ?? preset;
}
