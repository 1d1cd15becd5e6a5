import type { Plugin } from 'vite';

/**
 * Nothing inline, nothing from elsewhere. `style-src` needs no 'unsafe-inline': Lit uses constructable
 * style sheets and Chart.js sets styles through the CSSOM.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  // The page that others frame, seen live beside its snippet.
  "frame-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Puts the policy into the built page itself, so that any static host serves it. */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/** For a page that is written as it stands. @param content without double quotes. */
export function policyTag(content: string): string {
  return `<meta http-equiv="Content-Security-Policy" content="${content}" />`;
}
