import { defineConfig } from 'vite';
import { digits } from './scripts/digits/digits-plugin.ts';

// The command line is the same source as the page, bundled for Node so that `?raw` shaders and JSON
// facts travel inside one file. Dependencies stay outside: npm installs them.
export default defineConfig({
  publicDir: false,
  plugins: [digits()],
  build: {
    ssr: 'src/cli/main.ts',
    outDir: 'dist/cli',
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    rolldownOptions: { output: { entryFileNames: 'flopscope.mjs' } },
  },
});
