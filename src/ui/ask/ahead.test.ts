import { expect, it } from 'vitest';
import { createAhead, type NextView } from './ahead.ts';

it('announces to every view that has joined', () => {
  const ahead = createAhead();
  const heard: string[] = [];
  const leave = ahead.join(() => heard.push('table'));
  ahead.join(() => heard.push('chart'));
  const next = {} as NextView;
  ahead.announce(next);
  leave();
  ahead.announce(next);
  expect(heard).toEqual(['table', 'chart', 'chart']);
});
