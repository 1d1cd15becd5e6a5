// What the bundler and its plugins add to the language. Written out here because vite/client would pull
// the DOM into folders that may not know it.

declare module '*.wgsl?raw' {
  const source: string;
  export default source;
}

declare module '*.sql?raw' {
  const source: string;
  export default source;
}

/** The packed handwritten digits (scripts/digits/digits-plugin.ts). */
declare module 'virtual:digits' {
  export function readDigits(): Promise<ArrayBuffer | Uint8Array<ArrayBuffer>>;
}

interface ImportMeta {
  glob<Module>(pattern: string, options: { eager: true }): Record<string, Module>;
}
