import { Fragment, jsxDEV as reactJsxDEV } from 'react/jsx-dev-runtime';
import { shownProps } from './shown-props.ts';

/** `jsx-runtime.ts` for a page that is being developed, and for tests. */
export const jsxDEV: typeof reactJsxDEV = (type, props, key, isStatic, source, self) =>
  reactJsxDEV(type, shownProps(type, props as Parameters<typeof shownProps>[1]), key, isStatic, source, self);

export type { JSX } from 'react/jsx-dev-runtime';
export { Fragment };
