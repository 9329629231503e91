import { describe, expect, it } from 'vitest';
import { cut } from '../../testing/forms.ts';
import { readText } from '../../testing/read-text.ts';
import { smallLog } from '../../testing/small-log.ts';
import { readLabels } from './labels.ts';

const { fields, rows } = cut(smallLog(4));

/** The log as a CSV with more columns, whose cells take turns. */
function labelled(columns: Readonly<Record<string, readonly [string, string]>>): string {
  const header = [...fields, ...Object.keys(columns)];
  const lines = rows.map((cells, row) => [...cells, ...Object.values(columns).map((values) => values[row % 2])]);
  return [header, ...lines].map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n');
}

describe('fields with labels', () => {
  it('are those of UWF-ZeekData', async () => {
    const text = labelled({
      label_tactic: ['none', 'Discovery'],
      label_technique: ['none', 'T1046'],
      label_binary: ['False', 'True'],
      label_cve: ['none', 'none'],
    });
    const labels = readLabels((await readText(text)).table);
    expect(labels.map(({ field }) => field)).toEqual(['label_binary', 'label_tactic', 'label_technique']);
    expect(labels[1].values).toEqual([
      { text: 'none', flows: 2 },
      { text: 'Discovery', flows: 2 },
    ]);
  });

  it('are those of TON_IoT, whose type is a label only beside label', async () => {
    const type = ['normal', 'scanning'] as const;
    const of = async (text: string) => readLabels((await readText(text)).table).map(({ field }) => field);
    expect(await of(labelled({ label: ['0', '1'], type }))).toEqual(['label', 'type']);
    expect(await of(labelled({ type }))).toEqual([]);
  });

  it('are each of several columns of one name', async () => {
    const text = labelled({ label: ['Benign', 'benign'], twice: ['Benign', 'Malicious'], thrice: ['0', '1'] });
    const { table } = await readText(text.replace(/"(twice|thrice)"/g, '"label"'));
    expect(readLabels(table).map(({ field }) => field)).toEqual(['label', 'label_2', 'label_3']);
  });
});
