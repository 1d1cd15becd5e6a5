// A request that a board refused: its sentence, and the code by which a program tells refusals apart.
import * as v from 'valibot';
import { FlopscopeError } from '../../shared/errors.ts';
import { boardIdSchema } from './board-documents.ts';

/** A later board may know more codes. */
const errorSchema = v.object({
  error: v.object({
    code: v.pipe(v.string(), v.maxLength(60)),
    message: v.pipe(v.string(), v.maxLength(1000)),
    id: v.optional(boardIdSchema),
  }),
});

export class BoardRefusal extends FlopscopeError {
  readonly status: number;
  /** As the API's description names them: "not-found", "not-allowed", "already-there", … */
  readonly refusal: string;
  /** Of `already-there`: the id under which the result is there. */
  readonly id: string | undefined;

  constructor(status: number, refusal: string, message: string, id?: string) {
    super('refused', message);
    this.name = 'BoardRefusal';
    this.status = status;
    this.refusal = refusal;
    this.id = id;
  }
}

/** @param document the body of an answer that is not a success; undefined where it is no JSON. */
export function refusalOf(status: number, document: unknown, board: string): BoardRefusal {
  const parsed = v.safeParse(errorSchema, document);
  if (parsed.success) {
    const { code, message, id } = parsed.output.error;
    return new BoardRefusal(status, code, message, id);
  }
  return new BoardRefusal(
    status,
    'unknown',
    `${board} answers ${status} and is no board, or something before it refuses. Check the address.`,
  );
}
