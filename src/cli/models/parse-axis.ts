// "height=640": one open size of a model by its name.
import type { BindingRequest } from '../../models/model-info.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { parseNumber } from '../parse-number.ts';

/** What is echoed of a wrong argument: enough to recognise it. */
const ECHO_LENGTH = 60;

/** @throws FlopscopeError `invalid-input` naming what is wrong. */
export function parseAxis(text: string): BindingRequest {
  const at = text.lastIndexOf('=');
  if (at <= 0) {
    throw new FlopscopeError(
      'invalid-input',
      `--set is "${text.slice(0, ECHO_LENGTH)}"; give the name of a size and a whole number, like height=640.`,
    );
  }
  const name = text.slice(0, at);
  const value = parseNumber(text.slice(at + 1), `--set ${name.slice(0, ECHO_LENGTH)}`, {
    min: 1,
    max: 1e9,
    integer: true,
  });
  return { [name]: value };
}
