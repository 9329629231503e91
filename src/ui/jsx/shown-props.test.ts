import type { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { jsx, jsxs } from './jsx-runtime.ts';

const raw = 'a\u202eb';
const marked = 'a‹U+202E›b';

describe('an element', () => {
  it('shows marks in its text, its list of texts, and what is said of it', () => {
    const html = renderToStaticMarkup(
      jsxs('p', { title: raw, 'aria-label': raw, children: [raw, 1, [raw, jsx('b', { children: raw }, 'b')]] }),
    );
    expect(html).toBe(`<p title="${marked}" aria-label="${marked}">${marked}1${marked}<b>${marked}</b></p>`);
  });

  it('keeps props that are not read by a person', () => {
    const html = renderToStaticMarkup(jsx('input', { value: raw, readOnly: true, className: 'x', placeholder: raw }));
    expect(html).toContain(`value="${raw}"`);
    expect(html).toContain(`placeholder="${marked}"`);
  });

  it('is chosen by its own text where it is an option', () => {
    expect(renderToStaticMarkup(jsx('option', { children: raw }))).toBe(`<option value="${raw}">${marked}</option>`);
  });

  it('gets a component’s texts once they are in an element', () => {
    const Shown = ({ text, children }: { text: string; children: string }) =>
      jsxs('p', { children: [text, children] }) as ReturnType<typeof createElement>;
    expect(renderToStaticMarkup(jsx(Shown, { text: raw, children: raw }))).toBe(`<p>${marked}${marked}</p>`);
  });

  it('leaves props that need no mark as the same object', () => {
    const element = jsx('p', { title: 'conn.log', children: ['a', 1, null] }) as { props: { children: unknown } };
    expect(element.props).toEqual({ title: 'conn.log', children: ['a', 1, null] });
  });
});
