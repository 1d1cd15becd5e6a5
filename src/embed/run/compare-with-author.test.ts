// The sentences that a reader is told, from two results that were really measured.
import { expect, it } from 'vitest';
import { realProfiles } from '../../../test/support/real-profiles.ts';
import { runOfProfile } from '../../results/compare/run-of-profile.ts';
import type { ComparedRun } from '../../results/compare/compared-run.ts';
import { compareWithAuthor } from './compare-with-author.ts';

function real(name: string): ComparedRun {
  const found = realProfiles().find(({ file }) => file.endsWith(name));
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return runOfProfile(found.profile);
}

const [llvmpipe, swiftshader] = ['quick-node-llvmpipe.json', 'quick-node-swiftshader.json'].map(
  real,
) as [ComparedRun, ComparedRun];

it('names the devices in words, small within a sentence', () => {
  const { answer, detail, reasons, ratios } = compareWithAuthor(llvmpipe, swiftshader);
  expect(answer).toMatch(/^Your device is (?:[\d.]+×|about) as fast as the author’s device\.$/);
  expect(detail).toMatch(/^[\d.]+× \([\d.]+–[\d.]+\), .* The interval holds 95 %/);
  expect(reasons.length).toBeGreaterThan(0);
  for (const sentence of [answer, detail, ...reasons]) {
    expect(sentence).not.toMatch(/[“”]|\w (?:Your|The author)/);
  }
  expect(ratios.length).toBeGreaterThan(3);
});

it('leaves names alone that others wrote', () => {
  const named = { ...llvmpipe, identity: { ...llvmpipe.identity, label: '“Your device”' } };
  expect(compareWithAuthor(named, named).reasons.join(' ')).toMatch(/same kind of adapter/);
});
