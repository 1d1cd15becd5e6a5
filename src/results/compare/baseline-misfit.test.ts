import { expect, it } from 'vitest';
import { baselineMisfit } from './baseline-misfit.ts';
import type { ComparedRun } from './compared-run.ts';
import { runWith } from '../../../test/support/repeated-runs.ts';

const run = runWith('new', [[1]]);
const old: ComparedRun = { ...run, id: 'old' };
const identified = (change: Partial<ComparedRun['identity']>): ComparedRun => ({
  ...old,
  identity: { ...old.identity, ...change },
});

it.each<[string, ComparedRun]>([
  ['an equal run', old],
  ['a run under another version of the system', { ...old, operatingSystem: 'Linux 7' }],
  ['a run that has a label', identified({ label: 'bench 7' })],
  ['a run whose host tells the device', identified({ device: '0x2684' })],
  ['a run of a browser', { ...old, host: 'browser' }],
])('takes %s as a baseline', (_, report) => {
  expect(baselineMisfit(report, run)).toBeUndefined();
});

it.each<[string, ComparedRun, RegExp]>([
  ['the run itself', run, /very result that is judged/],
  ['another vendor', identified({ vendor: 'amd' }), /of another device, “AMD Lovelace”/],
  ['another architecture', identified({ architecture: 'blackwell' }), /of another device/],
  ['a software adapter', identified({ softwareAdapter: true }), /of another device/],
  ['another suite', { ...old, suite: 'full' }, /suite full, this run of quick.*--suite full/],
  ['another major version', { ...old, suiteVersion: '9.0.0' }, /version.*9\.0\.0/],
  ['a run that drifted', { ...old, drift: 0.4 }, /changed pace.*40/],
])('refuses %s', (_, report, sentence) => {
  expect(baselineMisfit(report, run)).toMatch(sentence);
});

it('refuses another label', () => {
  const labelled = { ...run, identity: { ...run.identity, label: 'bench 8' } };
  expect(baselineMisfit(identified({ label: 'bench 7' }), labelled)).toMatch(
    /“bench 7”.*“bench 8”/,
  );
  expect(baselineMisfit(identified({ label: 'Bench 8 ' }), labelled)).toBeUndefined();
});
