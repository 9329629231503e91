/**
 * Written by `npm run evaluate:calibration`. Per range of strength: the findings of logs with one attack each, the share
 * that was the attack with its 95 % interval over networks, and the findings per 100,000 flows of logs without attacks.
 */
export const measuredStrength = {
  date: '2026-11-30',
  logs: 1594,
  ranges: [
    { from: 20, to: 30, findings: 1550, share: 0.07, low: 0.04, high: 0.2, benign: 19.1 },
    { from: 30, to: 40, findings: 1369, share: 0.25, low: 0.17, high: 0.4, benign: 15.3 },
    { from: 40, to: 50, findings: 714, share: 0.51, low: 0.37, high: 0.77, benign: 10.9 },
    { from: 50, to: 60, findings: 669, share: 0.27, low: 0.15, high: 0.79, benign: 4.9 },
    { from: 60, to: 70, findings: 471, share: 0.33, low: 0.19, high: 0.84, benign: 0.7 },
    { from: 70, to: 80, findings: 116, share: 0.9, low: 0.77, high: 1, benign: 0 },
    { from: 80, to: 90, findings: 224, share: 0.99, low: 0.98, high: 1, benign: 0 },
    { from: 90, to: 100, findings: 8, share: 1, low: 1, high: 1, benign: 0 },
  ],
};
