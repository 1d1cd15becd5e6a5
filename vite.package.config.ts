import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';
import { digits } from './scripts/digits/digits-plugin.ts';
import { workersOfPackage } from './scripts/package/workers-plugin.ts';
import packageJson from './package.json' with { type: 'json' };

const external = [...Object.keys(packageJson.dependencies), ...builtinModules].map(
  (name) => new RegExp(`^(node:)?${name}(/|$)`),
);

// What `import 'flopscope/…'` finds: the source module by module, so that a bundler leaves out what an app does not use.
// Shaders and JSON are modules; dependencies stay outside.
export default defineConfig({
  publicDir: false,
  plugins: [workersOfPackage(), digits()],
  build: {
    outDir: 'dist/package',
    emptyOutDir: true,
    target: 'es2023',
    minify: false,
    lib: {
      entry: {
        'package/element': 'src/package/element.ts',
        'package/element-define': 'src/package/element-define.ts',
        'package/engine': 'src/package/engine.ts',
        'package/estimate': 'src/package/estimate.ts',
        'package/models': 'src/package/models.ts',
        'package/results': 'src/package/results.ts',
      },
      formats: ['es'],
    },
    rolldownOptions: {
      external,
      output: { preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' },
    },
  },
});
