// Numbers typed on the command line, refused by name when they make no sense.
import { FlopscopeError } from '../shared/errors.ts';

export interface NumberLimits {
  readonly min: number;
  readonly max: number;
  readonly integer?: boolean;
}

/** @throws FlopscopeError `invalid-input` naming the option, the value and the limits. */
export function parseNumber(text: string, option: string, limits: NumberLimits): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  const { min, max, integer = false } = limits;
  if (
    Number.isFinite(value) &&
    value >= min &&
    value <= max &&
    (!integer || Number.isInteger(value))
  ) {
    return value;
  }
  throw new FlopscopeError(
    'invalid-input',
    `${option} is "${text}"; give a${integer ? ' whole' : ''} number from ${min} to ${max}.`,
  );
}
