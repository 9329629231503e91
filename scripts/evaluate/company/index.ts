import type { Company } from './company.ts';
import { monitor } from './monitor.ts';
import { pinger } from './pinger.ts';

export const companies: readonly Company[] = [pinger, monitor];
