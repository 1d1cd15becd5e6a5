// npm run bench:steps: one training step by our executor and by tfjs, side by side in one page on one adapter.
import { parseArgs } from 'node:util';
import { FlopscopeError } from '../../src/shared/errors.ts';
import { measuredKernels } from '../support/measured-kernels.ts';
import { adapterSlug } from '../support/adapter-slug.ts';
import { writeResult } from '../support/write-result.ts';
import { installPeers } from './install.ts';
import { PeersBrowser } from './peers-browser.ts';
import { STEP_NETWORKS, type StepNetworkId } from './steps/networks.ts';
import type { StepsOptions } from './steps/open-steps.ts';
import { formatRow, type StepRow, type StepsFacts } from './steps/report.ts';

/** An odd number has a median that was measured. */
const DEFAULT_SAMPLES = '11';
/** Long against the wait for an empty queue and the ticks of other programs. */
const DEFAULT_SAMPLE_MS = '500';

/** On a slow adapter a network takes minutes. */
const NETWORK_LIMIT_MS = 1_800_000;

const USAGE =
  'npm run bench:steps -- [--networks digits-cnn,transformer-block] [--samples N] [--sample-ms MS] [--profile FILE]';

export async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      networks: { type: 'string', default: STEP_NETWORKS.join(',') },
      samples: { type: 'string', default: DEFAULT_SAMPLES },
      'sample-ms': { type: 'string', default: DEFAULT_SAMPLE_MS },
      profile: { type: 'string' },
    },
  });
  const networks = parseNetworks(values.networks);
  const options: StepsOptions = {
    samples: positive('--samples', values.samples),
    sampleMs: positive('--sample-ms', values['sample-ms']),
    measured: await measuredKernels(values.profile),
  };
  const { '@tensorflow/tfjs-core': version = '' } = installPeers();
  const browser = await PeersBrowser.open(NETWORK_LIMIT_MS);
  try {
    const page = await browser.newPage(log);
    const facts = (await page.evaluate(
      `window.openSteps(${JSON.stringify(options)})`,
    )) as StepsFacts;
    process.stdout.write(`${facts.adapter}, ${facts.runtime}, tfjs ${version}\n`);
    const rows: StepRow[] = [];
    for (const network of networks) {
      const row = (await page.evaluate(
        `window.measureSteps(${JSON.stringify(network)})`,
      )) as StepRow;
      process.stdout.write(`${formatRow(row)}\n`);
      rows.push(row);
    }
    // A part of the networks must not replace the record of all.
    if (rows.length === STEP_NETWORKS.length)
      await writeResult(`steps-chromium-${adapterSlug(facts.adapter)}`, {
        environment: facts,
        tfjs: version,
        tuned: options.measured !== undefined,
        rows,
      });
  } finally {
    await browser.close();
  }
}

function parseNetworks(text: string): readonly StepNetworkId[] {
  return text.split(',').map((name) => {
    const found = STEP_NETWORKS.find((id) => id === name);
    if (found !== undefined) return found;
    throw new FlopscopeError(
      'invalid-input',
      `--networks has no "${name}"; choose from ${STEP_NETWORKS.join(', ')}.\n${USAGE}`,
    );
  });
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new FlopscopeError(
    'invalid-input',
    `${option} is "${text}"; give a whole number above 0.\n${USAGE}`,
  );
}

function log(line: string): void {
  process.stderr.write(`${line}\n`);
}
