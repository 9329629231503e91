// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Clause, clauseOf, resolve } from '../../core/selection/clauses.ts';
import { parse } from '../../core/selection/parse.ts';
import { isParseError } from '../../core/selection/parse-error.ts';
import { equals } from '../../core/selection/predicate.ts';
import { connLog } from '../../testing/conn-log.ts';
import { openSession } from '../../testing/open-session.ts';
import type { Run } from '../../worker/api.ts';
import type { Controller } from '../workspace/controller.ts';
import type { Result } from '../workspace/state.ts';
import { NothingInView } from './nothing-in-view.tsx';

afterEach(cleanup);

describe('names values that the log lacks, and values that it has', () => {
  const cells = [
    { proto: 'tcp', conn_state: 'SF', service: 'ssl' },
    { proto: 'udp', conn_state: 'S0', service: 'dns' },
    { proto: 'udp', conn_state: 'SF', service: '-' },
  ];
  const schema = (run: Run) => ({ fields: run.fields, firstDay: null });

  async function hints(...texts: readonly string[]): Promise<readonly (string | null)[]> {
    const { engine, run, detector } = await openSession({ 'conn.log': connLog(cells) });
    const selection = texts.map((text) => {
      const found = parse(text, schema(run));
      if (isParseError(found)) throw new Error(found.code);
      return clauseOf('box', found, text);
    });
    const where = (clause: Clause) => [{ field: 'proto', where: resolve([clause], 1), search: '', most: 9 }];
    const facets = await Promise.all(
      selection.map((clause) => engine.facets({ detector, threshold: 1 }, where(clause), new AbortController().signal)),
    );
    const byClause = facets.map(([{ values }]) => values.reduce((sum, { flows }) => sum + flows, 0));
    const controller = { engine, state: () => ({ workspace: { selection } }) } as unknown as Controller;
    const detection = { detector, scoreScale: 'linear' };
    const shown = { workspace: { selection }, byClause, scoreShares: [], detection, threshold: 1, modelThreshold: 1 };
    const { container } = render(
      <NothingInView controller={controller} result={{ run, shown } as unknown as Result} />,
    );
    if (byClause.includes(0)) await waitFor(() => expect(container.querySelector('p')).not.toBe(null));
    const found = [...container.querySelectorAll('p')].map(({ textContent }) => textContent);
    cleanup();
    return found;
  }

  it.each([
    ['state=S0', [/^state=S0 was searched as text\. Did you mean state:S0\? Use state:S0$/]],
    ['state:S9', ['No flow of this log has state S9. Values are SF, S0.']],
    ['service:smtp,ftp', ['No flow of this log has service smtp or ftp. Values are ssl, dns.']],
    ['port:1', [/^No flow of this log has port 1\. Values are 443\.$/]],
    ['10.9.9.9', [/^No flow of this log has host 10\.9\.9\.9\. Sources are /]],
    ['src:10.9.9.9 proto:sctp', [/has src 10\.9\.9\.9\./, 'No flow of this log has proto sctp. Values are udp, tcp.']],
  ])('for %s', async (text, expected) => {
    const found = await hints(text);
    expect(found).toHaveLength(expected.length);
    expected.forEach((sentence, i) => {
      expect(found[i]).toMatch(sentence);
    });
  });

  it('not for values of other filters, excluded values and values in another letter case', async () => {
    expect(await hints('proto:TCP', 'state:s0')).toEqual([]);
    expect(await hints('service:ssl', '-state:S9')).toEqual([]);
  });
});

it('lists the active filters, the one that removes most flows first, and switches them off', () => {
  const selection: readonly Clause[] = [
    clauseOf('click', equals('service', 'dns'), 'dns'),
    clauseOf('noise', { op: 'preset', id: 'ntp' }, 'NTP'),
    clauseOf('click', equals('proto', 'tcp'), 'tcp'),
    { ...clauseOf('click', equals('proto', 'udp'), 'udp'), isOn: false },
  ];
  const select = vi.fn();
  const controller = { select, state: () => ({ workspace: { selection } }) } as unknown as Controller;
  const result = {
    run: { flows: 100, larger: null },
    shown: { workspace: { selection }, byClause: [30, 5, 60, 40], scoreShares: [] },
  } as unknown as Result;
  render(<NothingInView controller={controller} result={result} />);
  expect(screen.getByText('No flow matches all 3 filters.')).toBeTruthy();
  const names = screen.getAllByRole('button').map(({ textContent }) => textContent);
  expect(names).toEqual([
    'Turn off dns, which removes 70 flows',
    'Turn off tcp, which removes 40 flows',
    'Turn off NTP, which removes 5 flows',
  ]);
  fireEvent.click(screen.getByRole('button', { name: /NTP/ }));
  const [clauses, label] = select.mock.calls[0] as [readonly Clause[], string];
  expect(clauses.map(({ isOn }) => isOn)).toEqual([true, false, true, false]);
  expect(label).toBe('Turn off NTP');
});
