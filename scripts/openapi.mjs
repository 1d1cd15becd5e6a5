// Writes the description of the board's API into docs/, as the board itself serves it: npm run openapi
import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { createServer } from 'vite';

const FILE = 'docs/board-openapi.json';

// For the bundler's resolution of what the routes import.
const server = await createServer({
  server: { middlewareMode: true, ws: false, watch: null },
  appType: 'custom',
  logLevel: 'error',
});
const { openApiDocument } = await server.ssrLoadModule('/src/board/api/openapi.ts');
await server.close();
const settings = await resolveConfig(FILE);
writeFileSync(
  FILE,
  await format(JSON.stringify(openApiDocument()), { ...settings, filepath: FILE }),
);
