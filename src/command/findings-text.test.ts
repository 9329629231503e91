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
    fc.assert(
      fc.property(words, fc.integer({ min: 5, max: 120 }), fc.nat({ max: 4 }), (list, width, indent) => {
        const lines = wrap(list.join(' '), width, indent).split('\n');
        for (const line of lines) {
          expect(line.length).toBeLessThanOrEqual(width);
          expect(line.startsWith(' '.repeat(indent))).toBe(true);
        }
        expect(lines.join('').replaceAll(' ', '')).toBe(list.join(''));
      }),
    );
  });

  it('fills lines as far as words allow', () => {
    expect(wrap('aa bb cc dd', 5)).toBe('aa bb\ncc dd');
    expect(wrap('aa bb cc dd', 7, 2)).toBe('  aa bb\n  cc dd');
    expect(wrap('2001:db8::1 to x', 6)).toBe('2001:d\nb8::1\nto x');
  });
});
