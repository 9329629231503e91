import { describe, expect, it } from 'vitest';
import { bars, pictureSvg } from './picture.ts';

const picture = {
  title: 'Score distribution',
  notes: ['a<b>&"c".log: 5 flows, 1 anomaly', 'threshold 2.5'],
  xLabel: 'score',
  yLabel: 'flows',
  xTicks: [{ at: 0, label: '1' }],
  yTicks: [{ at: 1, label: '10' }],
  marks: [
    { kind: 'box', x: 0, y: 0, width: 0.5, height: 1, fill: 'flows' },
    { kind: 'box', x: 0.5, y: 0, width: 0.5, height: 0.25, fill: { depth: 0.5 } },
    { kind: 'line', x: 0.9, label: 'p90' },
    { kind: 'triangle', x: 0.25, y: 0.5, opacity: 0.5 },
    { kind: 'ring', x: 0.5, y: 0.5, label: 'rank 1' },
  ],
  legend: [{ fill: 'anomalies', label: 'anomalies' }],
} as const;

describe('pictureSvg', () => {
  it('is a standalone document with title, description and all marks', () => {
    const svg = pictureSvg(picture);
    expect(svg).toMatch(/^<\?xml version="1.0"/);
    expect(svg).toContain('<title>Score distribution</title>');
    expect(svg).toContain('<desc>a&lt;b&gt;&amp;&quot;c&quot;.log: 5 flows, 1 anomaly. threshold 2.5</desc>');
    for (const words of ['p90', 'rank 1', 'anomalies', 'threshold 2.5']) expect(svg).toContain(words);
    expect(svg).not.toContain('var(');
  });

  it('positions marks from the left and from the bottom', () => {
    const svg = pictureSvg(picture);
    expect(svg).toContain('<rect x="70" y="58" width="400" height="300" fill="#6c86a3"/>');
    expect(svg).toContain('<rect x="470" y="283" width="400" height="75" fill="#425367"/>');
  });

  it('distinguishes curves by dashes, and names each on its own line', () => {
    const curve = (place: number) => ({
      kind: 'curve' as const,
      place,
      points: [
        [0, 0],
        [1, 1],
      ] as const,
    });
    const names = ['first', 'second'].map((label, place) => ({ place, label }));
    const svg = pictureSvg({ ...picture, marks: [curve(0), curve(1)], curves: names });
    expect(svg).toContain('<path d="M70 358L870 58" fill="none" stroke="#0b5fb0" stroke-width="1.6"/>');
    expect(svg).toMatch(/<path d="M70 358L870 58"[^>]* stroke-dasharray="6 3"\/>/);
    const lines = [...svg.matchAll(/<text x="114" y="(\d+)"[^>]*>([^<]*)</g)].map(([, line, name]) => [line, name]);
    expect(lines).toEqual([
      ['416', 'first'],
      ['433', 'second'],
    ]);
    expect(svg).toContain('y="450"'); // the notes follow them
  });

  it('wraps long notes, between words if possible', () => {
    const lines = (note: string) =>
      [...pictureSvg({ ...picture, notes: [note] }).matchAll(/fill="#566273">([^<]*)</g)]
        .map(([, line]) => line)
        .slice(2);
    expect(lines('')).toEqual([]);
    expect(lines('word '.repeat(40).trim())).toEqual([26, 14].map((words) => 'word '.repeat(words).trim()));
    expect(lines('x'.repeat(300)).map((line) => line.length)).toEqual([130, 130, 40]);
  });

  it('shows hidden characters of a name as marks, and removes characters that XML forbids', () => {
    const svg = pictureSvg({ ...picture, title: 'a\u0000b\u0007\ud800c' });
    expect(svg).toContain('<title>a‹U+0000›b‹U+0007›‹U+D800›c</title>');
  });
});

describe('bars', () => {
  it('are adjacent, without a bar for 0', () => {
    const [first, ...others] = bars([0, 1, 0.5, 0], 'flows');
    expect(first).toEqual({ kind: 'box', x: 0.25, y: 0, width: 0.225, height: 1, fill: 'flows' });
    expect(others).toHaveLength(1);
  });
});
