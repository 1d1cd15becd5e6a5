// The few options that the benchmarks share.
import { parseArgs } from 'node:util';
import type { SuiteId } from '../../src/shared/result/schema.ts';
import type { Host } from './hosts.ts';

const suites: readonly SuiteId[] = ['smoke', 'quick', 'full', 'sustained', 'shrink'];

export function parseArguments(args: string[]): { host: Host; suite: SuiteId } {
  const { values } = parseArgs({
    args,
    options: {
      host: { type: 'string', default: 'node' },
      suite: { type: 'string', default: 'quick' },
    },
  });
  const { host } = values;
  const suite = suites.find((each) => each === values.suite);
  if (host !== 'node' && host !== 'chromium') {
    throw new Error(`--host is "${host}"; choose node or chromium.`);
  }
  if (suite === undefined)
    throw new Error(`--suite is "${values.suite}"; choose ${suites.join(', ')}.`);
  return { host, suite };
}
