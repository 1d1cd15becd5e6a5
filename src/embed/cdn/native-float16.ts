// Half precision by the browser itself, in place of the package that the lab brings along: whatever has WebGPU's `shader-f16` and
// is not years old has it (Chrome 135, Firefox 129, Safari 18.2).
import { FlopscopeError } from '../../shared/errors.ts';

function refuse(): never {
  throw new FlopscopeError(
    'invalid-input',
    'This browser has no Float16Array. Update it, or measure in the lab, which brings its own.',
  );
}

const missing = Object.assign(refuse, { from: refuse });

export const Float16Array: unknown = Reflect.get(globalThis, 'Float16Array') ?? missing;
