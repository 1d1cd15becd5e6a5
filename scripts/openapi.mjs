// Writes the description of the board's API into docs/, as the board itself serves it: npm run openapi
import { writeFileSync } from 'node:fs';
import { format } from 'oxfmt';
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
const { code } = await format(FILE, JSON.stringify(openApiDocument()), { printWidth: 100 });
writeFileSync(FILE, code);
