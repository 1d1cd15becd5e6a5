// Everything that a filter leaves of a space, as one file: whole results as JSON, or figures as CSV. It is sent page by page,
// so that a large space takes no more memory than a small one.
import { stream } from 'hono/streaming';
import type { Entry, Filter, ResultStore } from '../../store/result-store.ts';
import { csvHeader, csvOfEntry } from '../../results-csv.ts';
import { enter } from '../enter.ts';
import { queryOf } from '../request.ts';
import type { Route } from '../route.ts';
import { exportQuerySchema } from '../schemas.ts';

const PAGE = 100;

/** It reads a whole space. */
const COST = 10;

export const exportRoute: Route = {
  id: 'exportResults',
  method: 'get',
  path: '/spaces/{space}/export',
  summary:
    'All results of a space that the filter leaves, newest first: whole as JSON, or every figure of their summaries as CSV.',
  token: 'read',
  query: exportQuerySchema,
  answer: {
    status: 200,
    description: 'A file.',
    content: { 'application/json': 'text', 'text/csv': 'text' },
  },
  refusals: [],
  cost: COST,
  handle: async (context, board) => {
    const { space } = await enter(context, board, 'read');
    const { format, ...filter } = queryOf(context, exportQuerySchema);
    const pieces =
      format === 'csv'
        ? csvPieces(board.results, space.id, filter)
        : jsonPieces(board.results, space, filter);
    context.header(
      'Content-Type',
      format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json',
    );
    context.header('Content-Disposition', `attachment; filename="flopscope-board.${format}"`);
    return stream(context, async (out) => {
      for await (const piece of pieces) {
        if (out.aborted) return;
        await out.write(piece);
      }
    });
  },
};

async function* entries(
  results: ResultStore,
  space: string,
  filter: Filter,
): AsyncGenerator<Entry> {
  let before: number | undefined;
  for (;;) {
    const page = await results.list(space, { ...filter, limit: PAGE, before });
    yield* page;
    before = page.at(-1)?.sequence;
    if (before === undefined) return;
  }
}

async function* csvPieces(
  results: ResultStore,
  space: string,
  filter: Filter,
): AsyncGenerator<string> {
  yield csvHeader();
  for await (const entry of entries(results, space, filter)) yield csvOfEntry(entry);
}

async function* jsonPieces(
  results: ResultStore,
  { id, name }: { readonly id: string; readonly name: string },
  filter: Filter,
): AsyncGenerator<string> {
  yield `{"format":"flopscope-board","version":1,"space":${JSON.stringify({ id, name })},"results":[`;
  let separator = '\n';
  for await (const entry of entries(results, id, filter)) {
    const document = await results.document(id, entry.id);
    // Deleted while the file was sent.
    if (document === undefined) continue;
    const submittedAt = entry.submittedAt.toISOString();
    yield `${separator}{"id":"${entry.id}","submittedAt":"${submittedAt}","result":${document}}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}
