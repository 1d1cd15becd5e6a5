// The options of every command that holds a run against a baseline.
import { Option } from 'commander';
import { LINK_VARIABLE } from '../submit/space-access.ts';
import { BASELINE_VARIABLE } from './load-baseline.ts';

export function baselineOption(): Option {
  return new Option(
    '--baseline [sources...]',
    `earlier results of this device: files, addresses, the link of a board; nothing behind it takes ${BASELINE_VARIABLE}, else ${LINK_VARIABLE}`,
  );
}

export function failOption(): Option {
  return new Option(
    '--fail-on-regression',
    'exit code 1 when it is slower than the baseline by more than the noise, 2 when that cannot be told',
  );
}
