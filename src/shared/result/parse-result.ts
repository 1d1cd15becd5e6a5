// The one door through which a result document enters, from a file, storage, a link or a server.
import * as v from 'valibot';
import { FlopscopeError } from '../errors.ts';
import { migrateResult } from './migrate-result.ts';
import { type DeviceProfile, resultSchema, SCHEMA_VERSION } from './schema.ts';

/** A full run keeps every sample and stays under 1 MB; ten times that is not a result. */
export const MAX_RESULT_BYTES = 10 * 2 ** 20;

/**
 * @param source JSON text of a result document.
 * @throws FlopscopeError `invalid-document` with the place and reason, `newer-document` when it was
 *   written by a later version of Flopscope.
 */
export function parseResult(source: string): DeviceProfile {
  return validateResult(parseResultText(source));
}

/**
 * The first half of `parseResult`, for whoever must rest between the two: of a long result each takes some 20 ms.
 *
 * @throws FlopscopeError `invalid-document` for what is too long, or no JSON.
 */
export function parseResultText(source: string): unknown {
  if (source.length > MAX_RESULT_BYTES) {
    throw new FlopscopeError(
      'invalid-document',
      `This has more than ${MAX_RESULT_BYTES / 2 ** 20} MiB, which no result has. Choose a file saved by Flopscope.`,
    );
  }
  return parseJson(source);
}

/** @throws FlopscopeError as `parseResult`. */
export function validateResult(document: unknown): DeviceProfile {
  const header = v.safeParse(
    v.object({ format: v.literal('flopscope-result'), schemaVersion: v.number() }),
    document,
  );
  if (!header.success) {
    throw new FlopscopeError(
      'invalid-document',
      'This is not a Flopscope result: it lacks "format": "flopscope-result" and a schema version. Choose a file saved by Flopscope.',
    );
  }
  if (header.output.schemaVersion > SCHEMA_VERSION) {
    throw new FlopscopeError(
      'newer-document',
      `This result has schema version ${header.output.schemaVersion}; this Flopscope reads up to ${SCHEMA_VERSION}. Update Flopscope to open it.`,
    );
  }
  const present = migrateResult(document, header.output.schemaVersion);
  // The first issue is all that is told: a hostile list must not cost thousands.
  const parsed = v.safeParse(resultSchema, present, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new FlopscopeError(
      'invalid-document',
      `This result is damaged at "${v.getDotPath(issue) ?? 'its top level'}": ${issue.message}. Save or download it again.`,
    );
  }
  return parsed.output;
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new FlopscopeError(
      'invalid-document',
      `This is not complete JSON (${detail}); the file was probably cut off. Save or download it again.`,
      { cause },
    );
  }
}
