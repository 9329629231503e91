import { detectors } from '../../core/detect/index.ts';
import { UsageError } from '../usage-error.ts';
import type { Option } from './option.ts';

export const detector: Option = {
  name: 'detector',
  value: 'ID',
  section: 'Detection',
  help: `Score with this detector instead of ${detectors[0].id}. ID is one of ${detectors.map(({ id }) => id).join(', ')}.`,
  check: (text) => {
    if (detectors.some(({ id }) => id === text)) return;
    const width = Math.max(...detectors.map(({ id }) => id.length));
    const list = detectors.map(({ id, label }) => `  ${id.padEnd(width)}  ${label}`).join('\n');
    throw new UsageError(`There is no detector ${text}. The detectors are:\n${list}`);
  },
};
