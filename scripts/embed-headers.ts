import type { Plugin } from 'vite';
import { pageHeaders } from '../src/board/api/page-headers.ts';

/** What other sites embed is served by the preview as by the board, whatever the headers of all pages say. */
export function embedHeaders(): Plugin {
  return {
    name: 'embed-headers',
    configurePreviewServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://localhost');
        const own = pageHeaders(pathname);
        const set = response.setHeader.bind(response);
        for (const [name, value] of Object.entries(own)) set(name, value);
        response.setHeader = (name, value) => set(name, own[name] ?? value);
        next();
      });
    },
  };
}
