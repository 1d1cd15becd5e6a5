import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { realProfiles } from '../../../test/support/real-profiles.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import {
  exampleProfile,
  measured,
  product,
  testProfile,
} from '../../shared/result/profile.fixture.ts';
import { comparability } from '../compare/comparability.ts';
import { runOfProfile } from '../compare/run-of-profile.ts';
import { headline } from '../headline.ts';
import { headlineOfRun } from './headline-of-run.ts';
import { encodeResult, encodeSummary, MOST_SUMMARY_CHARACTERS, openLink } from './result-link.ts';
import { runOfSummary } from './run-of-summary.ts';
import type { Summary } from './summary.ts';

async function summaryOf(payload: string): Promise<Summary> {
  const opened = await openLink(payload);
  if (opened.kind === 'summary') return opened.summary;
  throw new Error('It is a whole result.');
}

describe('the summary of every real result', () => {
  it.each(realProfiles())('$file fits 2,000 characters and is read back', async ({ profile }) => {
    const payload = await encodeSummary(profile);
    expect(payload.length).toBeLessThanOrEqual(MOST_SUMMARY_CHARACTERS);
    expect(payload).toMatch(/^[\w-]+$/u);
    const summary = await summaryOf(payload);
    const run = runOfSummary(summary);
    expect(run.identity).toEqual({ ...profile.identity, note: '' });
    // It is judged as the result that it was made from.
    const own = runOfProfile(profile);
    const other = runOfProfile(testProfile());
    expect(comparability(run, other).verdict).toBe(comparability(own, other).verdict);
    expect(comparability(run, own)).toEqual(comparability(own, own));
    // All ceilings, the headline, and at least the best kernel of each kind of problem for as long as there is room.
    const told = headline(profile);
    expect(summary.ceilings).toHaveLength(profile.ceilings.length);
    const brief = headlineOfRun(run);
    expect(brief.compute.map(({ precision }) => precision)).toEqual(
      told.compute.map(({ precision }) => precision),
    );
    for (const [index, { rate, best }] of told.compute.entries()) {
      expect(brief.compute[index]?.figure.kernelHash).toBe(best.kernelHash);
      expect((brief.compute[index]?.rate.median ?? 0) / rate.median).toBeCloseTo(1, 3);
      expect((brief.compute[index]?.rate.low ?? 0) / rate.low).toBeCloseTo(1, 3);
    }
    expect((brief.bandwidth?.median ?? 0) / (told.bandwidth?.median ?? 1)).toBeCloseTo(1, 3);
    expect(brief.bandwidthKind).toBe(told.bandwidthKind);
    expect((brief.launchMs?.median ?? 0) / (told.launchMs?.median ?? 1)).toBeCloseTo(1, 3);
    expect(summary.kernels.length).toBeGreaterThanOrEqual(Math.min(8, summary.leftOut));
  });

  it('fits however strange its texts are, and tells them up to their limits', async () => {
    const text = (length: number) =>
      fc
        .string({ unit: 'binary', minLength: 0, maxLength: length, size: 'max' })
        .map((each) => each.slice(0, length));
    await fc.assert(
      fc.asyncProperty(text(120), text(200), text(64), async (label, told, id) => {
        const identity = {
          vendor: told,
          architecture: told,
          device: told,
          description: told,
          label,
          note: told,
          softwareAdapter: false,
        };
        const environment = { ...exampleProfile.environment, runtime: told, operatingSystem: told };
        const payload = await encodeSummary({ ...exampleProfile, id, identity, environment });
        expect(payload.length).toBeLessThanOrEqual(MOST_SUMMARY_CHARACTERS);
        const summary = await summaryOf(payload);
        expect(summary.id).toBe(id);
        expect(label.startsWith(summary.label)).toBe(true);
        if (label.length <= 60) expect(summary.label).toBe(label);
      }),
      { numRuns: 40 },
    );
  });

  it('tells how many problems found no room', async () => {
    const problems = Array.from({ length: 400 }, (_, index) =>
      measured(`matmul/kernel-${index}`, product(index + 1), {
        ms: index + 1,
        flops: 1e9 + index,
        bytes: 7 * index + 1,
      }),
    );
    // Its work is the least, so it is the last to be sent.
    const coarse = problems
      .slice(0, 1)
      .map((entry) => ({ ...entry, problem: product(401), flops: 1, clockError: 0.02 }));
    const profile = testProfile({ measurements: [...problems, ...coarse] });
    const summary = await summaryOf(await encodeSummary(profile));
    expect(summary.kernels.length + summary.leftOut).toBe(401);
    expect(summary.kernels.length).toBeGreaterThan(10);
    // The fastest is the headline although the largest are sent first.
    expect(summary.kernels[0]?.[0]).toEqual(product(1));
    expect(summary.kernels[1]?.[0]).toEqual(product(400));
    // What weakens the result travels also where its figure does not.
    const verdict = comparability(runOfSummary(summary), runOfProfile(testProfile())).reasons;
    expect(verdict.map(({ code }) => code)).toEqual(['coarse-clock']);
  });
});

describe('links that were made once', () => {
  const stored = (name: string) =>
    readFileSync(new URL(`../../../test/fixtures/results/${name}`, import.meta.url), 'utf8');

  it('are read by every later version: a summary', async () => {
    const { profile } =
      realProfiles().find(({ file }) => file.endsWith('full-node-mesa-software.json')) ?? fail();
    const run = runOfSummary(await summaryOf(stored('link-1-summary.txt')));
    const own = runOfProfile(profile);
    expect(run.identity).toEqual(own.identity);
    expect(comparability(run, own)).toEqual(comparability(own, own));
    expect(headlineOfRun(run).compute.map(({ figure }) => figure.kernelHash)).toEqual(
      headlineOfRun(own).compute.map(({ figure }) => figure.kernelHash),
    );
    expect(run.figures).toHaveLength(19);
  });

  it('are read by every later version: a result', async () => {
    const opened = await openLink(stored('link-1-result.txt'));
    expect(opened.kind === 'result' && opened.profile.measurements).toHaveLength(5);
  });
});

function fail(): never {
  throw new Error('It is not there.');
}

describe('the whole result', () => {
  it('travels where it fits, unchanged', async () => {
    const payload = await encodeResult(exampleProfile);
    expect(await openLink(payload ?? '')).toEqual({ kind: 'result', profile: exampleProfile });
  });

  it('of a quick run fits, of a training run does not', async () => {
    const fits = await Promise.all(
      realProfiles().map(async ({ profile }) => ({
        suite: profile.suite,
        fits: (await encodeResult(profile)) !== undefined,
      })),
    );
    expect(new Set(fits.filter((each) => each.suite === 'quick').map((each) => each.fits))).toEqual(
      new Set([true]),
    );
    expect(
      new Set(fits.filter((each) => each.suite === 'training').map((each) => each.fits)),
    ).toEqual(new Set([false]));
  });
});

/** A payload with a right checksum, as only an attacker or a later version makes it. */
function forged(document: unknown): string {
  const bytes = Buffer.from(typeof document === 'string' ? document : JSON.stringify(document));
  return `1${checksumOf(bytes)}${deflateRawSync(bytes, { level: 9 }).toString('base64url')}`;
}

function checksumOf(bytes: Uint8Array): string {
  let hash = 0x811c9dc5n;
  for (const byte of bytes) hash = ((hash ^ BigInt(byte)) * 0x01000193n) & 0xffffffffn;
  const word = Buffer.alloc(4);
  word.writeUInt32BE(Number(hash));
  return word.toString('base64url');
}

async function refusal(payload: string): Promise<FlopscopeError> {
  try {
    await openLink(payload);
  } catch (thrown) {
    if (thrown instanceof FlopscopeError) return thrown;
    throw thrown;
  }
  throw new Error('It was accepted.');
}

describe('a hostile or damaged link is refused by name:', () => {
  it.each([
    ['empty', '', 'invalid-document', /holds no result/],
    [
      'of another alphabet',
      `1${'abc+/='.repeat(9)}`,
      'invalid-document',
      /characters that no link/,
    ],
    ['of a future encoding', '2AAAAAAAAA', 'newer-document', /encoding “2”.*Update/],
    ['longer than any', 'A'.repeat(30_001), 'invalid-document', /30001 characters/],
    ['no JSON', forged('{"format":'), 'invalid-document', /not JSON/],
    ['JSON of something else', forged([1, 2]), 'invalid-document', /no Flopscope result/],
    [
      'of a future summary',
      forged({ format: 'flopscope-summary', version: 2 }),
      'newer-document',
      /version 2/,
    ],
    [
      'of a future result',
      forged({ format: 'flopscope-result', schemaVersion: 9 }),
      'newer-document',
      /version 9/,
    ],
    [
      'of a damaged result',
      forged({ ...exampleProfile, durationMs: -1 }),
      'invalid-document',
      /"durationMs"/,
    ],
  ])('%s', async (_, payload, code, sentence) => {
    const error = await refusal(payload);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(sentence);
  });

  it('a summary with a field too many, too long, of a wrong type or out of range', async () => {
    const summary = await summaryOf(await encodeSummary(exampleProfile));
    const [ceiling] = summary.ceilings;
    const damages = {
      extra: { extra: 1 },
      label: { label: 'x'.repeat(241) },
      drift: { drift: '0' },
      'ceilings.0.2.5': { ceilings: [['copy', 'f32', ceiling?.[2].with(5, 2)]] },
      kernels: { kernels: Array.from({ length: 65 }, () => summary.kernels[0]) },
    };
    for (const [place, damage] of Object.entries(damages)) {
      expect((await refusal(forged({ ...summary, ...damage }))).message).toContain(`"${place}`);
    }
  });

  it('cut off at any length', async () => {
    const payload = await encodeSummary(exampleProfile);
    for (let length = 1; length < payload.length; length += 7) {
      expect((await refusal(payload.slice(0, length))).message).toMatch(/cut off/);
    }
  });

  it('never tells another result when one character was changed', async () => {
    const payload = await encodeSummary(exampleProfile);
    const summary = await summaryOf(payload);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(payload.length - 1),
        fc.constantFrom('A', 'Q', 'g', 'w', '0', '9', '-', '_'),
        async (place, character) => {
          const changed = payload.slice(0, place) + character + payload.slice(place + 1);
          const opened = await openLink(changed).catch((thrown: unknown) => thrown);
          // The last bits of a stream carry nothing.
          if (!(opened instanceof FlopscopeError))
            expect(opened).toEqual({ kind: 'summary', summary });
          else expect(opened.message).toMatch(/cut off or changed|encoding|characters/);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('of any characters, never with another error', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ maxLength: 200 }),
          fc.base64String({ maxLength: 400 }).map((text) => `1${text}`),
        ),
        async (payload) => {
          const { code } = await refusal(payload);
          expect(['invalid-document', 'newer-document']).toContain(code);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('of any JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), async (document) => {
        expect((await refusal(forged(document))).code).toBe('invalid-document');
        const dressed = { ...exampleProfile, measurements: document };
        if (!Array.isArray(document))
          expect((await refusal(forged(dressed))).message).toMatch(/"measurements/);
      }),
      { numRuns: 50 },
    );
  });
});
