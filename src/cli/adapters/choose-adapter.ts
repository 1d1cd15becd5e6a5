// Which adapter a person means by `--adapter`: its number in the list, its name, or a part of the name.
import { closest } from 'fastest-levenshtein';
import { FlopscopeError } from '../../shared/errors.ts';
import { type ListedAdapter, openedInstead } from './listed-adapter.ts';

/**
 * @throws FlopscopeError `unknown-name` naming the nearest and all adapters, `invalid-input` when the text
 *   fits several or Dawn cannot open the one that it names.
 */
export function chooseAdapter(wanted: string, adapters: readonly ListedAdapter[]): ListedAdapter {
  const text = wanted.trim().toLowerCase();
  const chosen = byNumber(text, adapters) ?? byName(text, wanted, adapters);
  const other = openedInstead(chosen, adapters);
  if (other === undefined) return chosen;
  throw new FlopscopeError(
    'invalid-input',
    `Dawn finds adapters by name and would open ${describe(other)} in the place of ${describe(chosen)}. Hide the other one from Vulkan, for instance with a container that is given one GPU only (docker run --gpus device=${chosen.index}), or by VK_DRIVER_FILES where the drivers differ.`,
  );
}

function byNumber(text: string, adapters: readonly ListedAdapter[]): ListedAdapter | undefined {
  return /^\d+$/.test(text) ? adapters.find(({ index }) => index === Number(text)) : undefined;
}

function byName(text: string, wanted: string, adapters: readonly ListedAdapter[]): ListedAdapter {
  const lower = ({ name }: ListedAdapter) => name.toLowerCase();
  const equal = adapters.filter((adapter) => lower(adapter) === text);
  const fitting =
    text === '' || equal.length > 0
      ? equal
      : adapters.filter((adapter) => lower(adapter).includes(text));
  const [first] = fitting;
  if (first === undefined) throw unknown(wanted, text, adapters);
  // Equal names are one choice for Dawn: it opens the first of them.
  if (fitting.every(({ name, backend }) => name === first.name && backend === first.backend)) {
    return first;
  }
  throw new FlopscopeError(
    'invalid-input',
    `"${wanted}" fits several adapters: ${fitting.map(describe).join(', ')}. Give the number of one.`,
  );
}

function unknown(wanted: string, text: string, adapters: readonly ListedAdapter[]): FlopscopeError {
  const nearest = closest(
    text,
    adapters.map(({ name }) => name.toLowerCase()),
  );
  const named = adapters.find(({ name }) => name.toLowerCase() === nearest);
  return new FlopscopeError(
    'unknown-name',
    `There is no adapter "${wanted}". The nearest is "${named?.name ?? ''}"; all are: ${adapters.map(describe).join(', ')}.`,
  );
}

function describe({ index, name, backend }: ListedAdapter): string {
  return `${index} "${name}" (${backend})`;
}
