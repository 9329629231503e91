import { expect, it } from 'vitest';
import { equals } from '../../core/selection/predicate.ts';
import type { View } from '../../worker/api.ts';
import { keyOfObject, keyOfView } from './question-key.ts';

const view = (more: Partial<View> = {}): View => ({
  ...{ detector: 'pca', where: [], sort: { by: 'score', descending: true } },
  ...more,
});

it('views with the same flows in the same order have one key', () => {
  const [dns, tcp] = [equals('service', 'dns'), equals('proto', 'tcp')];
  expect(keyOfView(view())).toBe(keyOfView(view()));
  expect(keyOfView(view({ where: [dns, tcp] }))).toBe(keyOfView(view({ where: [tcp, dns] })));
});

it('another detector, selection, order or grouping has another key', () => {
  const views = [
    view(),
    view({ detector: 'ecod' }),
    view({ where: [equals('service', 'dns')] }),
    view({ sort: { by: 'score', descending: false } }),
    view({ group: 'port' }),
  ];
  expect(new Set(views.map(keyOfView)).size).toBe(views.length);
});

it('an object keeps its key, and equal objects are different events', () => {
  const [one, other] = [{}, {}];
  expect(keyOfObject(one)).toBe(keyOfObject(one));
  expect(keyOfObject(one)).not.toBe(keyOfObject(other));
});
