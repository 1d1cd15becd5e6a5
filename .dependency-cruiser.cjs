// The import law of ARCHITECTURE.md: folders import only from folders above them in this list.
const order = [
  ['shared', []],
  ['facts', ['shared']],
  ['models', ['shared', 'facts']],
  ['kernels', ['shared']],
  ['rates', ['shared', 'kernels']],
  ['engine', ['shared', 'kernels', 'models', 'rates']],
  ['estimate', ['shared', 'facts', 'models', 'rates']],
  ['trends', ['shared', 'facts', 'models', 'estimate']],
  ['results', ['shared', 'facts']],
  ['workers', ['shared', 'facts', 'models', 'kernels', 'rates', 'engine', 'estimate', 'trends']],
  ['ui', ['shared', 'facts', 'models', 'estimate', 'trends', 'results', 'workers']],
  ['embed', ['shared', 'results', 'workers', 'estimate']],
  [
    'package',
    [
      'shared',
      'facts',
      'models',
      'kernels',
      'rates',
      'engine',
      'estimate',
      'trends',
      'results',
      'workers',
      'embed',
    ],
  ],
  ['board', ['shared', 'results']],
  [
    'cli',
    [
      'shared',
      'facts',
      'models',
      'kernels',
      'rates',
      'engine',
      'estimate',
      'trends',
      'results',
      'board',
    ],
  ],
];

/** Packages that only one folder may know. */
const packageOwners = [
  ['comlink', 'workers'],
  ['lit', '(ui|embed)'],
  ['chart\\.js|chartjs-', 'ui'],
  ['idb', '(results|workers)'],
  ['commander|webgpu', 'cli'],
  ['hono|@hono|drizzle-orm|@electric-sql|pg|@valibot', 'board'],
];

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      // The peers of bench/peers are installed by its own command only.
      to: {
        couldNotResolve: true,
        pathNot: '\\?raw$|^virtual:|^(@tensorflow|onnxruntime-web|@jax-js)/',
      },
    },
    ...order.map(([folder, allowed]) => ({
      name: `law-${folder}`,
      comment: `src/${folder} may import only from: ${[folder, ...allowed].join(', ')}`,
      severity: 'error',
      from: { path: `^src/${folder}/`, pathNot: '\\.test\\.ts$' },
      to: {
        path: '^(src|test|bench|scripts)/',
        pathNot: `^src/(${[folder, ...allowed].join('|')})/`,
      },
    })),
    ...packageOwners.map(([pattern, owner]) => ({
      name: `package-${owner}-${pattern.replace(/\W/g, '')}`,
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/${owner}/|\\.test\\.ts$` },
      to: { path: `node_modules/(${pattern})` },
    })),
    {
      name: 'no-node-outside-hosts',
      comment: 'Only the command line and the board run in Node alone.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli|board)/|\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-dev-dependency-in-what-npm-installs',
      comment:
        'The page is bundled, so its libraries are development dependencies; the rest is installed.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(ui|embed|workers|results)/|\\.test\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], pathNot: '@webgpu/types' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.node.json' },
    exclude: { path: '^dist/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default'] },
  },
};
