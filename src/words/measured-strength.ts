/**
 * Written by `npm run evaluate:calibration`. Per range of strength: the findings of logs with one attack each, the share
 * that was the attack with its 95 % interval over networks, and the findings per 100,000 flows of logs without attacks.
 */
export const measuredStrength = {
  date: '2026-12-01',
  logs: 1594,
  ranges: [
    { from: 10, to: 20, findings: 479, share: 0.01, low: 0, high: 0.05, benign: 2.4 },
    { from: 20, to: 30, findings: 1593, share: 0.07, low: 0.04, high: 0.18, benign: 18.7 },
    { from: 30, to: 40, findings: 1416, share: 0.27, low: 0.19, high: 0.44, benign: 15.5 },
    { from: 40, to: 50, findings: 714, share: 0.55, low: 0.4, high: 0.81, benign: 11.9 },
    { from: 50, to: 60, findings: 341, share: 0.75, low: 0.49, high: 0.99, benign: 0 },
    { from: 60, to: 70, findings: 304, share: 0.52, low: 0.28, high: 1, benign: 0.2 },
    { from: 70, to: 80, findings: 120, share: 0.9, low: 0.77, high: 1, benign: 0 },
    { from: 80, to: 90, findings: 223, share: 0.99, low: 0.98, high: 1, benign: 0 },
    { from: 90, to: 100, findings: 8, share: 1, low: 1, high: 1, benign: 0 },
  ],
};
