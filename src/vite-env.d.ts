/// <reference types="vite/client" />

/** Version of the page, from package.json. */
declare const __VERSION__: string;
/** The Content-Security-Policy of the built page. */
declare const __POLICY__: string;
