/**
 * Written by `npm run evaluate:calibration`. Per range of strength: the findings of logs with one attack each, the share
 * that was the attack with its 95 % interval over networks, and the findings per 100,000 flows of logs without attacks.
 */
export const measuredStrength = {
  date: '2026-11-30',
  logs: 1594,
  ranges: [
    { from: 10, to: 20, findings: 503, share: 0.01, low: 0, high: 0.05, benign: 4.1 },
    { from: 20, to: 30, findings: 1625, share: 0.08, low: 0.04, high: 0.17, benign: 19.5 },
    { from: 30, to: 40, findings: 1294, share: 0.32, low: 0.24, high: 0.49, benign: 4.8 },
    { from: 40, to: 50, findings: 671, share: 0.55, low: 0.38, high: 0.83, benign: 11.9 },
    { from: 50, to: 60, findings: 248, share: 0.96, low: 0.92, high: 0.99, benign: 0 },
    { from: 60, to: 70, findings: 279, share: 0.49, low: 0.25, high: 1, benign: 0.2 },
    { from: 70, to: 80, findings: 98, share: 0.88, low: 0.72, high: 1, benign: 0 },
    { from: 80, to: 90, findings: 221, share: 0.99, low: 0.98, high: 1, benign: 0 },
    { from: 90, to: 100, findings: 8, share: 1, low: 1, high: 1, benign: 0 },
  ],
};
