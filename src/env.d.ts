// The two things the bundler adds to the language. Written out here because vite/client would pull
// the DOM into folders that may not know it.

declare module '*.wgsl?raw' {
  const source: string;
  export default source;
}

interface ImportMeta {
  glob<Module>(pattern: string, options: { eager: true }): Record<string, Module>;
}
