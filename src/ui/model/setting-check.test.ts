import { describe, expect, it } from 'vitest';
import { detectors } from '../../core/detect/index.ts';
import { resolveParams } from '../../core/detect/params.ts';
import type { Param } from '../../worker/api.ts';
import { changedSettings } from './changed-settings.ts';
import { checkSetting, draftOf, settingsIn, toggled } from './setting-check.ts';

const integer: Param = { name: 'k', label: 'Neighbours', kind: 'integer', default: 5, least: 1, most: 100 };
const share: Param = { name: 'share', label: 'Share', kind: 'number', default: 0.95, least: 0.5, most: 1 };
const subset: Param = { name: 'of', label: 'Of', kind: 'subset', default: 'a,b,c', choices: ['a', 'b', 'c'] };

describe('a form of settings', () => {
  it('says what can stand in a field', () => {
    expect(['1', '100', '7'].map((text) => checkSetting(integer, text))).toEqual(['', '', '']);
    for (const text of ['0', '101', '1.5', '', ' ', 'x']) {
      expect(checkSetting(integer, text)).toBe('A whole number from 1 to 100.');
    }
    expect(checkSetting(share, '0.7')).toBe('');
    expect(checkSetting(share, '0.4')).toBe('A number from 0.5 to 1.');
    expect(checkSetting(subset, '')).toBe('Choose one at least.');
  });

  it('gives settings that the engine takes, for every detector, and none while a field is wrong', () => {
    for (const { params } of detectors) {
      const draft = draftOf(params, {});
      const settings = settingsIn(params, draft);
      expect(settings).toEqual(resolveParams(params, {}));
      for (const param of params) {
        if (param.kind === 'choice') continue;
        expect(settingsIn(params, { ...draft, [param.name]: '' })).toBeNull();
      }
    }
  });

  it('puts choices in and out in their order', () => {
    expect(toggled(['a', 'b', 'c'], 'a,b,c', 'b', false)).toBe('a,c');
    expect(toggled(['a', 'b', 'c'], 'c', 'a', true)).toBe('a,c');
    expect(toggled(['a', 'b', 'c'], 'c', 'c', false)).toBe('');
    expect(toggled(['a', 'b', 'c'], '', 'b', true)).toBe('b');
  });

  it('says in words what is not as usual', () => {
    expect(changedSettings([integer, subset], { k: 5, of: 'a,b,c' })).toBe('');
    expect(changedSettings([integer, subset], { k: 7, of: 'a,c' })).toBe('k = 7, of without b');
    expect(changedSettings([integer, subset], { k: 5, of: 'a' })).toBe('of = a');
  });
});
