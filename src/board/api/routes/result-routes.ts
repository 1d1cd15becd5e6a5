// Submitting, listing, reading and deleting results.
import { listSchema, submittedSchema } from '../../../results/board/board-documents.ts';
import { MAX_RESULT_BYTES, validateResult } from '../../../shared/result/parse-result.ts';
import { resultSchema } from '../../../shared/result/schema.ts';
import { enter, enterToDelete, noSuchResult, noSuchSpace } from '../enter.ts';
import { entryDocument } from '../entry-document.ts';
import { jsonText } from '../json-text.ts';
import { Refusal } from '../refusal.ts';
import { jsonOf, pathOf, queryOf } from '../request.ts';
import type { Route } from '../route.ts';
import { listQuerySchema, resultPathSchema } from '../schemas.ts';

export const resultRoutes: readonly Route[] = [
  {
    id: 'submitResult',
    method: 'post',
    path: '/spaces/{space}/results',
    summary: 'Puts a result on the board. It is stored for good when the answer comes.',
    token: 'write',
    body: resultSchema,
    answer: {
      status: 201,
      description: 'Its id, and the token that deletes it, told once.',
      content: { 'application/json': submittedSchema },
    },
    refusals: ['already-there', 'too-large', 'wrong-type', 'invalid-document', 'newer-document'],
    cost: 1,
    handle: async (context, board) => {
      const { space } = await enter(context, board, 'write');
      const profile = validateResult(await jsonOf(context, MAX_RESULT_BYTES));
      const submission = await board.results.submit(space.id, profile);
      if (submission.kind === 'no-space') throw noSuchSpace();
      if (submission.kind === 'already-there') {
        throw new Refusal(
          'already-there',
          'This result is on the board of this space already.',
          submission.id,
        );
      }
      const { entry } = submission;
      board.live.publish(space.id, { event: 'submitted', data: entryDocument(entry) });
      const { id, submittedAt } = entry;
      return context.json({ id, submittedAt, deletionToken: submission.deletionToken }, 201);
    },
  },
  {
    id: 'listResults',
    method: 'get',
    path: '/spaces/{space}/results',
    summary: 'Summaries of results, newest first, a page at a time.',
    token: 'read',
    query: listQuerySchema,
    answer: {
      status: 200,
      description: 'A page, and where the next one begins.',
      content: { 'application/json': listSchema },
    },
    refusals: [],
    cost: 1,
    handle: async (context, board) => {
      const { space } = await enter(context, board, 'read');
      const { limit, ...rest } = queryOf(context, listQuerySchema);
      // One more than asked for tells whether there is another page.
      const entries = await board.results.list(space.id, { ...rest, limit: limit + 1 });
      const page = entries.slice(0, limit);
      const next = entries.length > limit ? (page.at(-1)?.sequence ?? null) : null;
      const results = page.map(entryDocument).join();
      return jsonText(context, `{"results":[${results}],"next":${String(next)}}`);
    },
  },
  {
    id: 'readResult',
    method: 'get',
    path: '/spaces/{space}/results/{result}',
    summary: 'A whole result, every sample included.',
    token: 'read',
    answer: {
      status: 200,
      description: 'The result.',
      content: { 'application/json': resultSchema },
    },
    refusals: [],
    cost: 1,
    handle: async (context, board) => {
      const { space } = await enter(context, board, 'read');
      const { result } = pathOf(context, resultPathSchema);
      const document = await board.results.document(space.id, result);
      if (document === undefined) throw noSuchResult();
      return jsonText(context, document);
    },
  },
  {
    id: 'deleteResult',
    method: 'delete',
    path: '/spaces/{space}/results/{result}',
    summary: 'Deletes a result, by the token that its submission gave or by the creator’s.',
    token: 'submitter',
    answer: { status: 204, description: 'It is gone.', content: {} },
    refusals: [],
    cost: 1,
    handle: async (context, board) => {
      const place = pathOf(context, resultPathSchema);
      await enterToDelete(context, board, place);
      await board.results.remove(place.space, place.result);
      board.live.publish(place.space, {
        event: 'deleted',
        data: JSON.stringify({ id: place.result }),
      });
      return context.body(null, 204);
    },
  },
];
