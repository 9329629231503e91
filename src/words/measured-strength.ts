/**
 * Written by `npm run evaluate:calibration`. Per range of strength: the findings of logs with one attack each, the share
 * that was the attack with its 95 % interval over networks, and the findings per 100,000 flows of logs without attacks.
 */
export const measuredStrength = {
  date: '2026-11-30',
  logs: 1594,
  ranges: [
    { from: 10, to: 20, findings: 481, share: 0.01, low: 0, high: 0.05, benign: 2.4 },
    { from: 20, to: 30, findings: 1656, share: 0.07, low: 0.04, high: 0.16, benign: 20.8 },
    { from: 30, to: 40, findings: 1405, share: 0.26, low: 0.18, high: 0.42, benign: 15.5 },
    { from: 40, to: 50, findings: 701, share: 0.55, low: 0.4, high: 0.81, benign: 11.9 },
    { from: 50, to: 60, findings: 320, share: 0.73, low: 0.48, high: 0.99, benign: 0 },
    { from: 60, to: 70, findings: 296, share: 0.51, low: 0.26, high: 1, benign: 0.2 },
    { from: 70, to: 80, findings: 119, share: 0.9, low: 0.77, high: 1, benign: 0 },
    { from: 80, to: 90, findings: 223, share: 0.99, low: 0.98, high: 1, benign: 0 },
    { from: 90, to: 100, findings: 8, share: 1, low: 1, high: 1, benign: 0 },
  ],
};
