// npm run bench:validate: predicted beside measured training steps, from a new measurement of the device:
// -- --host chromium --networks lenet,resnet18 --profile FILE
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { formatValidation } from '../src/cli/format-validation.ts';
import { loadProfile } from '../src/cli/profile-store.ts';
import { checkNetworks } from '../src/models/check-networks/check-networks.ts';
import type { ValidateOptions, ValidateReport } from './suites/validate.ts';
import { adapterSlug } from './support/adapter-slug.ts';
import { runBenchmark } from './support/hosts.ts';
import { writeResult } from './support/write-result.ts';

export async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      host: { type: 'string', default: 'node' },
      networks: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  const { host } = values;
  if (host !== 'node' && host !== 'chromium') {
    throw new Error(`--host is "${host}"; choose node or chromium.`);
  }
  const options: ValidateOptions = {
    networks: values.networks?.split(',') ?? checkNetworks.map(({ id }) => id),
    profile: values.profile === undefined ? undefined : await loadProfile(values.profile),
  };
  const { profile, validation } = (await runBenchmark(host, 'validate', options)) as ValidateReport;
  process.stdout.write(`${formatValidation(validation)}\n`);
  const { vendor, architecture, description } = profile.identity;
  const name = `${host}-${adapterSlug([vendor, architecture, description].join(' '))}`;
  const path = `bench/results/training-${name}.json.gz`;
  // A megabyte of samples: what the predictions rest on.
  await writeFile(path, gzipSync(JSON.stringify(profile)));
  process.stdout.write(`written: ${path}\n`);
  // A part of the networks must not replace the record of all.
  if (values.networks === undefined) await writeResult(`validation-${name}`, { validation });
}
