// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { equals } from '../../core/selection/predicate.ts';
import { useGroupDetail } from './use-group-detail.ts';

interface Props {
  readonly name: string;
  readonly service: string;
  readonly detector?: string;
}

function details() {
  const asked: { readonly of: string; readonly answer: () => Promise<void>; readonly fail: () => Promise<void> }[] = [];
  const { result, rerender } = renderHook(
    ({ name, service, detector = 'pca' }: Props) =>
      useGroupDetail(
        name,
        { selection: { detector, where: [equals('service', service)] } },
        () =>
          new Promise<string>((resolve, reject) => {
            const of = `${name} ${service}${detector === 'pca' ? '' : ` ${detector}`}`;
            const answer = () => act(async () => resolve(of));
            asked.push({ of, answer, fail: () => act(async () => reject(new Error(of))) });
          }),
      ),
    { initialProps: { name: 'a', service: 'dns' } as Props },
  );
  const shown = () => [result.current.phase, result.current.answer];
  return { asked, shown, show: rerender, result };
}

it('keeps the details of a group until those under another selection are there', async () => {
  const { asked, shown, show } = details();
  expect(shown()).toEqual(['working', undefined]);
  await asked[0].answer();
  expect(shown()).toEqual(['ready', 'a dns']);
  show({ name: 'a', service: 'ssl' });
  expect(shown()).toEqual(['ready', 'a dns']);
  await asked[1].answer();
  expect(shown()).toEqual(['ready', 'a ssl']);
  expect(asked).toHaveLength(2);
});

it('never shows the details of another group', async () => {
  const { asked, shown, show } = details();
  await asked[0].answer();
  show({ name: 'b', service: 'dns' });
  expect(shown()).toEqual(['working', undefined]);
  await asked[1].answer();
  expect(shown()).toEqual(['ready', 'b dns']);
});

it('reports a failure, and asks again on request', async () => {
  const { asked, shown, result } = details();
  await asked[0].fail();
  expect(shown()).toEqual(['failed', undefined]);
  act(() => result.current.again());
  await asked[1].answer();
  expect(shown()).toEqual(['ready', 'a dns']);
});

it('asks again for another detector: a condition on scores then selects other flows', async () => {
  const { asked, shown, show } = details();
  await asked[0].answer();
  show({ name: 'a', service: 'dns', detector: 'knn' });
  expect(shown()).toEqual(['ready', 'a dns']);
  await asked[1].answer();
  expect(shown()).toEqual(['ready', 'a dns knn']);
});
