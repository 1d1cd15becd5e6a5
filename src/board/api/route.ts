// One call of the API: what serves it and what describes it, in one place, so that the two cannot part.
import type { Context } from 'hono';
import type * as v from 'valibot';
import type { Right } from '../../results/board/board-documents.ts';
import type { Board } from './board.ts';
import type { RefusalCode } from './refusal.ts';

export interface Answer {
  readonly status: 200 | 201 | 204;
  readonly description: string;
  /** By media type; a schema, or text where there is none. */
  readonly content: Readonly<Record<string, v.GenericSchema | 'text'>>;
}

export interface Route {
  /** `operationId` of the description. */
  readonly id: string;
  readonly method: 'get' | 'post' | 'delete';
  /** Below /api/v1, "/spaces/{space}". */
  readonly path: string;
  readonly summary: string;
  readonly token: 'none' | Right | 'submitter';
  readonly query?: v.StrictObjectSchema<v.ObjectEntries, undefined>;
  readonly body?: v.GenericSchema;
  readonly answer: Answer;
  /** Beside those that any call may give. */
  readonly refusals: readonly RefusalCode[];
  /** In requests, for the rate limit. */
  readonly cost: number;
  readonly handle: (context: Context, board: Board) => Promise<Response>;
}
