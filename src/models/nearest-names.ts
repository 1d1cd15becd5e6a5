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

/** What a name has beyond what was typed weighs little: "vgg" means "vgg16". */
const REMAINDER_WEIGHT = 0.1;

/** Edits from what was typed to the most alike beginning of the name, plus a little for the rest of it. */
function distanceTo(wanted: string, name: string): number {
  const candidate = simplify(name);
  const beginnings = [-1, 0, 1].map((more) =>
    candidate.slice(0, Math.max(0, wanted.length + more)),
  );
  return Math.min(
    distance(wanted, candidate),
    ...beginnings.map(
      (each) => distance(wanted, each) + REMAINDER_WEIGHT * (candidate.length - each.length),
    ),
  );
}
