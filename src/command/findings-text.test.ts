import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeSample } from '../core/sample/sample.ts';
import { openSession } from '../testing/open-session.ts';
import { runCommand } from '../testing/run-command.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { findingsText } from './findings-text.ts';
import { wrap } from './wrap.ts';

const folder = temporaryFolder();
const log = folder.write('conn.log', makeSample());
const ESCAPE = '\u001b[';

async function sampleFindings() {
  const { engine, run } = await openSession({ 'conn.log': makeSample() });
  return { run, found: await engine.findings(() => {}, new AbortController().signal) };
}

const widest = (text: string) => Math.max(...text.split('\n').map((line) => [...line].length));

describe('--findings', () => {
  it('prints every finding with its evidence, within 100 columns and without colours in a pipe', async () => {
    const { found } = await sampleFindings();
    const { stdout } = await runCommand(['--findings', log]);
    expect(stdout).not.toContain(ESCAPE);
    expect(stdout).not.toContain('Flows of the top anomalies');
    expect(widest(stdout.split('flows of 1 file')[0].trimEnd())).toBeLessThanOrEqual(100);
    const words = stdout.replace(/\s+/g, ' ');
    expect(found?.list.length).toBeGreaterThan(5);
    for (const { kind, evidence } of found?.list ?? []) {
      expect(words).toContain(`${kind}: `);
      for (const { sentence } of evidence) expect(words).toContain(`- ${sentence}`);
    }
  });

  it('has colours on a terminal, and strength as a number beside them', async () => {
    const { stdout } = await runCommand(['--findings', log], { columns: 120 });
    expect(stdout).toContain(ESCAPE);
    const bare = stdout
      .split(ESCAPE)
      .map((part, at) => (at === 0 ? part : part.replace(/^[\d;]*m/, '')))
      .join('');
    expect(bare).toMatch(/^ *\d+ {2}[A-Z].*: .* → /m);
  });

  it('fits any width, and never widens beyond 100', async () => {
    const { run, found } = await sampleFindings();
    for (const columns of [20, 40, 79, 80, 100, 300]) {
      const text = findingsText(found, run, { columns, hasColours: false });
      expect(widest(text)).toBeLessThanOrEqual(Math.min(100, columns));
    }
  });
});

describe('wrap', () => {
  it('keeps every word, within any width', () => {
    const words = fc.array(fc.stringMatching(/^[a-z.:]{1,30}$/), { minLength: 1, maxLength: 40 });
    const columns = fc.tuple(fc.integer({ min: 8, max: 120 }), fc.nat({ max: 4 }), fc.nat({ max: 2 }));
    fc.assert(
      fc.property(words, columns, (list, [width, indent, hang]) => {
        const lines = wrap(list.join(' '), width, indent, hang).split('\n');
        for (const [at, line] of lines.entries()) {
          expect(line.length).toBeLessThanOrEqual(width);
          expect(line.startsWith(' '.repeat(at === 0 ? indent : indent + hang))).toBe(true);
        }
        expect(lines.join('').replaceAll(' ', '')).toBe(list.join(''));
      }),
    );
  });

  it('keeps a number with its unit on one line', () => {
    const amount = fc.tuple(fc.nat({ max: 999 }), fc.constantFrom('B', 'kB', 'GB', '%', 'ms', 'min', 'UTC'));
    const text = fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,9}$/), amount), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(text, fc.integer({ min: 12, max: 60 }), (parts, width) => {
        const words = parts.map(([word, [number, unit]]) => `${word} ${number} ${unit}`).join(' ');
        for (const line of wrap(words, width).split('\n')) expect(line).toMatch(/^[a-z]|^\d+ \S/);
      }),
    );
    expect(wrap('- sent 25 kB in 5 flows', 12, 1, 2)).toBe(' - sent\n   25 kB in\n   5 flows');
  });

  it('fills lines as far as words allow', () => {
    expect(wrap('aa bb cc dd', 5)).toBe('aa bb\ncc dd');
    expect(wrap('aa bb cc dd', 7, 2)).toBe('  aa bb\n  cc dd');
    expect(wrap('2001:db8::1 to x', 6)).toBe('2001:d\nb8::1\nto x');
  });
});
