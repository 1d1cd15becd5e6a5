// Checks the sizes that a person or program asks for, and says beside each what is wrong and what to do.
import { FlopscopeError } from '../../shared/errors.ts';
import type { Bindings } from '../graph.ts';
import type { BindingLimits, BindingRequest, ModelInfo } from '../model-info.ts';

/** Why a size cannot be used, as a sentence; undefined when it can. */
export function bindingProblem(
  model: Pick<ModelInfo, 'name'>,
  limits: BindingLimits,
  value: number,
): string | undefined {
  const { label, unit, minimum, maximum, multipleOf } = limits;
  const range = `from ${minimum} to ${maximum} ${unit}`;
  const advice = `Choose a whole number ${range}${multipleOf > 1 ? `, a multiple of ${multipleOf}` : ''}; ${limits.default} is usual.`;
  if (!Number.isSafeInteger(value)) {
    return `${label} must be a whole number, not ${String(value)}. ${advice}`;
  }
  if (value < minimum) return `${label} ${value} is too small for ${model.name}. ${advice}`;
  if (value > maximum) return `${label} ${value} is too large for ${model.name}. ${advice}`;
  if (value % multipleOf !== 0) {
    return `${label} ${value} cannot be cut into ${limits.pieces ?? `patches of ${multipleOf}`}. ${advice}`;
  }
  return undefined;
}

/**
 * The request with the model's defaults filled in.
 * @throws FlopscopeError `invalid-input` naming the first size that is wrong.
 */
export function resolveBindings(
  model: Pick<ModelInfo, 'name' | 'bindings' | 'defaults'>,
  request: BindingRequest,
): Bindings {
  const resolved: Record<string, number> = {};
  const known = new Map<string, BindingLimits>(model.bindings.map((each) => [each.name, each]));
  for (const [name, value] of Object.entries(request)) {
    if (value === undefined) continue;
    const limits = known.get(name);
    const problem = limits
      ? bindingProblem(model, limits, value)
      : `${model.name} has no ${name}. Leave it out; it has ${[...known.keys()].join(', ')}.`;
    if (problem !== undefined) throw new FlopscopeError('invalid-input', problem);
    resolved[name] = value;
  }
  return { ...model.defaults, ...resolved };
}
