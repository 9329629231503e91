import { Fragment, jsx as reactJsx, jsxs as reactJsxs } from 'react/jsx-runtime';
import { shownProps } from './shown-props.ts';

/**
 * React's runtime for JSX, with every text made safe to look at (ADR 17). The compiler calls it for all elements of the
 * page, so no component can show a log's text otherwise.
 */
export const jsx: typeof reactJsx = (type, props, key) =>
  reactJsx(type, shownProps(type, props as object as Props), key);

/** The same for an element whose children are a list of the source. */
export const jsxs: typeof reactJsxs = (type, props, key) =>
  reactJsxs(type, shownProps(type, props as object as Props), key);

type Props = Parameters<typeof shownProps>[1];

export type { JSX } from 'react/jsx-runtime';
export { Fragment };
