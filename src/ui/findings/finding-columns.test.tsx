// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { makeSample } from '../../core/sample/sample.ts';
import { openSession } from '../../testing/open-session.ts';
import { subjectOf } from '../../words/finding-words.ts';
import { findingColumns } from './finding-columns.tsx';

afterEach(cleanup);

it('the whole text of every cell that may be cut is its description, which the keyboard reaches', async () => {
  const { engine, run } = await openSession({ 'conn.log': makeSample() });
  const { list = [] } = (await engine.findings(() => {}, new AbortController().signal)) ?? {};
  const columns = findingColumns(run);
  const describe = (id: string) => columns.find((column) => column.id === id)?.describe;
  for (const finding of list) {
    const row = { finding, inView: finding.flows };
    expect(describe('kind')?.(row)).toContain(finding.kind);
    for (const id of finding.techniques) expect(describe('kind')?.(row)).toContain(id);
    expect(describe('subject')?.(row)).toContain(subjectOf(finding));
    expect(describe('subject')?.(row)).toContain(finding.evidence[0].sentence);
  }
});

it('says "over time" and "12 of 254", as Hosts and Channels do', async () => {
  const { engine, run } = await openSession({ 'conn.log': makeSample() });
  const { list = [] } = (await engine.findings(() => {}, new AbortController().signal)) ?? {};
  const columns = findingColumns(run);
  expect(columns.map(({ label }) => label)).toEqual([
    'strength',
    'finding',
    'who → whom, evidence',
    'over time',
    'flows',
  ]);
  const scan = list.find(({ kind }) => kind === 'Network scan');
  if (scan === undefined) throw new Error('no scan');
  const cell = columns[columns.length - 1].cell({ finding: scan, inView: 12 });
  expect(render(cell).container.textContent).toBe('12 of 254');
});
