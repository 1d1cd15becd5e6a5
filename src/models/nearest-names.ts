// For "did you mean": the known names closest to what was typed.
import { distance } from 'fastest-levenshtein';
import { FlopscopeError } from '../shared/errors.ts';

/** More suggestions than this are a list, not a hint. */
const SUGGESTIONS = 3;
/** What is echoed of a wrong name: enough to recognise it. */
const ECHO_LENGTH = 40;

/** An error whose sentence names the nearest known names. `kind` is "model" or "recipe". */
export function unknownName(
  kind: string,
  typed: string,
  known: readonly { readonly id: string; readonly name: string }[],
): FlopscopeError {
  const wanted = simplify(typed.slice(0, ECHO_LENGTH));
  const nearest = known
    .map((each) => ({
      id: each.id,
      far: Math.min(distanceTo(wanted, each.id), distanceTo(wanted, each.name)),
    }))
    .sort((a, b) => a.far - b.far)
    .slice(0, SUGGESTIONS)
    .map((each) => each.id);
  const echoed = typed.length > ECHO_LENGTH ? `${typed.slice(0, ECHO_LENGTH)}…` : typed;
  return new FlopscopeError(
    'unknown-name',
    `There is no ${kind} "${echoed}". The nearest are ${nearest.join(', ')}.`,
  );
}

function simplify(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** A name that begins with what was typed is nearer than its length says. */
function distanceTo(wanted: string, name: string): number {
  const candidate = simplify(name);
  const far = distance(wanted, candidate);
  return wanted.length >= 3 && candidate.startsWith(wanted) ? far / 4 : far;
}
