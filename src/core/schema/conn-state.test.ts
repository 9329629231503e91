import { expect, it } from 'vitest';
import { isConnState } from './conn-state.ts';
import { describeState } from './conn-words.ts';

const letters = ['', 'S', 'F', 'H', 'R', 'E', 'J', 'T', 'O', '0', '1', '2', '3', '4', '-'];

it('a text is a state if it has a description, of all texts of up to six letters', () => {
  const look = (text: string, left: number) => {
    if (isConnState(text) !== (describeState(text, 'tcp') !== '')) expect.fail(text);
    if (left > 0) for (const letter of letters.slice(1)) look(text + letter, left - 1);
  };
  look('', 4);
  for (const rest of ['OS0', 'RH', 'OS', 'OS01', 'O', 'R'])
    expect(isConnState(`RST${rest}`)).toBe(describeState(`RST${rest}`, 'tcp') !== '');
  expect(isConnState('SF\n')).toBe(false);
});
