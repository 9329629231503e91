import { describe, expect, it } from 'vitest';
import { idOf, keyOf, type Param, resolveParams, subsetOf } from './params.ts';

const params: readonly Param[] = [
  { name: 'k', label: 'Neighbours', kind: 'integer', default: 5, least: 1, most: 100 },
  { name: 'share', label: 'Share', kind: 'number', default: 0.95, least: 0.5, most: 1 },
  { name: 'by', label: 'Distance', kind: 'choice', default: 'largest', choices: ['largest', 'mean'] },
  { name: 'of', label: 'Features', kind: 'subset', default: 'a,b,c', choices: ['a', 'b', 'c'] },
];

describe('settings of a detector', () => {
  it('are the given ones, and the default ones for the rest', () => {
    expect(resolveParams(params, {})).toEqual({ k: 5, share: 0.95, by: 'largest', of: 'a,b,c' });
    expect(resolveParams(params, { by: 'mean', k: 9 })).toEqual({ k: 9, share: 0.95, by: 'mean', of: 'a,b,c' });
    expect(subsetOf(resolveParams(params, { of: 'a,c' }), 'of')).toEqual(['a', 'c']);
  });

  it.each([
    [{ k: 0 }],
    [{ k: 1.5 }],
    [{ k: '5' }],
    [{ share: Number.NaN }],
    [{ by: 'least' }],
    [{ q: 1 }],
    [{ of: '' }],
    [{ of: 'b,a' }],
    [{ of: 'a,d' }],
    [{ of: 'a,a' }],
    [{ of: 1 }],
  ])('are refused as %j', (given) => {
    expect(() => resolveParams(params, given)).toThrow(/bad-request/);
  });

  it('are part of the name of a result where they are not the default ones', () => {
    expect(keyOf('knn', params, resolveParams(params, { k: 5 }))).toBe('knn');
    expect(keyOf('knn', params, resolveParams(params, { by: 'mean', k: 7 }))).toBe('knn?k=7&by=mean');
    expect(keyOf('knn', params, resolveParams(params, { of: 'b' }))).toBe('knn?of=b');
    expect(idOf('knn?of=b')).toBe('knn');
  });
});
