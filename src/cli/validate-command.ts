// `flopscope validate`: foretells training steps from this device's measurements, really trains some, and prints how
// far off the prediction was.
import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { StepPredictor } from '../estimate/prediction/step-predictor.ts';
import { validationOf } from '../estimate/prediction/validation.ts';
import { checkRequest } from '../engine/check-request.ts';
import { isProfileOf, trainNetworks } from '../engine/train-networks.ts';
import { CHECK_SECONDS } from '../models/check-networks/check-steps.ts';
import { checkNetworks, findCheckNetwork } from '../models/check-networks/check-networks.ts';
import type { CheckNetwork } from '../models/check-networks/check-network.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import type { Validation } from '../shared/result/validation.ts';
import { formatValidation } from './format-validation.ts';
import { nodeProvider } from './node-provider.ts';
import { parseNumber } from './parse-number.ts';
import { print } from './print.ts';
import { latestTrainingProfile, loadProfile, rememberValidation } from './profile-store.ts';
import { runMeasurement } from './run-measurement.ts';

interface Options {
  readonly networks?: readonly string[];
  readonly profile?: string;
  readonly adapter?: string;
  readonly seconds: number;
  readonly json?: true;
  readonly output?: string;
  readonly list?: true;
}

export function validateCommand(): Command {
  return new Command('validate')
    .description('predict training steps, really train some, and show the error of the prediction')
    .option('--networks <ids...>', 'only these networks (default: all)')
    .option('--list', 'list the networks')
    .option('--profile <file>', 'a result of the suite "training" of this device')
    .option('--adapter <name>', 'number, name or part of the name of an adapter')
    .option(
      '--seconds <n>',
      'time for the steps of each network',
      (text) => parseNumber(text, '--seconds', { min: 0.1, max: 600 }),
      CHECK_SECONDS,
    )
    .option('--json', 'print the record as JSON on standard output')
    .option('--output <file>', 'also write the record to a file')
    .action(run);
}

async function run(options: Options): Promise<void> {
  if (options.list === true) {
    const lines = checkNetworks.map(({ id, name }) => `  ${id.padEnd(18)}${name}\n`);
    await print(lines.join(''));
    return;
  }
  const networks = options.networks?.map(findCheckNetwork) ?? checkNetworks;
  const profile = await profileFor(options);
  const validation = await validate(networks, profile, options);
  const document = `${JSON.stringify(validation)}\n`;
  if (options.output !== undefined) await writeFile(options.output, document);
  await rememberValidation(document);
  await print(options.json === true ? document : formatValidation(validation));
}

/** The named one, else what was measured here before, else a new measurement. */
async function profileFor({ profile, adapter }: Options): Promise<DeviceProfile> {
  if (profile !== undefined) return loadProfile(profile);
  const known = await latestTrainingProfile();
  if (known !== undefined && (await isProfileOf(await nodeProvider(adapter), known))) return known;
  process.stderr.write('The kernels of training steps are measured first; this takes minutes.\n');
  return runMeasurement({ suite: 'training' }, adapter);
}

async function validate(
  networks: readonly CheckNetwork[],
  profile: DeviceProfile,
  { adapter, seconds }: Options,
): Promise<Validation> {
  const controller = new AbortController();
  const onInterrupt = () => {
    controller.abort();
  };
  process.once('SIGINT', onInterrupt);
  try {
    // Before anything is measured: nobody can say that the prediction was made to fit.
    const predictor = new StepPredictor(profile, 'f32');
    const trained = await trainNetworks(
      await nodeProvider(adapter),
      checkRequest(networks, profile, seconds),
      {
        signal: controller.signal,
        onNetwork: ({ id }) => {
          process.stderr.write(`${id}: done\n`);
        },
      },
    );
    return validationOf(networks, trained, predictor, profile);
  } finally {
    process.removeListener('SIGINT', onInterrupt);
  }
}
