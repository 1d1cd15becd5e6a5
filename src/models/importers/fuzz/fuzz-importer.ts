// Opens many damaged copies of real files as a person's drop would, and fails at the first that hangs, crashes,
// eats memory or is answered with anything but a clear sentence. Every case is reproducible by seed and number.
import { FlopscopeError } from '../../../shared/errors.ts';
import { createRandom } from '../../../shared/random.ts';
import { countModel } from '../../count.ts';
import { openModelFile } from '../open-model-file.ts';
import { memorySource } from './memory-source.ts';
import { mutate } from './mutate.ts';

export interface FuzzFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Files beside it; one of them may be damaged in its place. */
  readonly companions?: readonly FuzzFile[];
}

/** The host's instruments: Node has better ones than a browser. */
export interface FuzzMeters {
  /** Of this process, ms; processor time where there is such a clock, so that a busy machine fails nothing. */
  readonly timeMs: () => number;
  /** Memory that this process holds, and the most it ever held, bytes; absent: not checked. */
  readonly memory?: () => { readonly resident: number; readonly peak: number };
}

export interface FuzzOptions {
  readonly seed: number;
  readonly cases: number;
  /** Whole files that open. */
  readonly files: readonly FuzzFile[];
  /** Only spliced into the others: another format. */
  readonly strangers?: readonly Uint8Array[];
  readonly meters: FuzzMeters;
  /** What is tested; `openModelFile` when absent. */
  readonly open?: typeof openModelFile;
}

export interface FuzzReport {
  readonly cases: number;
  /** Opened as a model; `counted` of them also built and counted at their default sizes. */
  readonly opened: number;
  readonly counted: number;
  readonly refused: number;
  readonly slowestMs: number;
  readonly slowestCase: number;
  /** Growth of the process's peak over all cases. */
  readonly peakGrowthBytes: number;
}

/** The bounds of issue 4: a clear error within a second and 200 MB. */
const MOST_MS = 1000;
const MOST_BYTES = 200e6;
/** A sentence for a person, with quoted text shortened. */
const LONGEST_MESSAGE = 1000;

type Outcome = 'refused' | 'opened' | 'counted';

/** @throws Error naming seed, case, file and mutations of the first case that breaks a bound. */
export async function fuzzImporter(options: FuzzOptions): Promise<FuzzReport> {
  const { meters } = options;
  const tally: Record<Outcome, number> = { refused: 0, opened: 0, counted: 0 };
  const memory = meters.memory ?? (() => ({ resident: 0, peak: 0 }));
  const first = memory();
  let slowestMs = 0;
  let slowestCase = 0;
  for (let number = 0; number < options.cases; number++) {
    const { file, description } = makeFuzzCase(options, number);
    const fail = (problem: string): never => {
      throw new Error(
        `Seed ${options.seed}, case ${number} (${file.name}: ${description}) ${problem}`,
      );
    };
    const before = memory();
    const began = meters.timeMs();
    let outcome: Outcome = 'refused';
    try {
      outcome = await openAndCount(file, options.open ?? openModelFile);
    } catch (thrown) {
      const complaint = complain(thrown);
      if (complaint !== undefined) fail(complaint);
    }
    const tookMs = meters.timeMs() - began;
    const { peak } = memory();
    // A case that stays below what earlier ones took grows nothing.
    const grewBytes = peak > before.peak ? peak - before.resident : 0;
    if (tookMs > MOST_MS) fail(`took ${tookMs.toFixed(0)} ms (${outcome}).`);
    if (grewBytes > MOST_BYTES) fail(`took ${(grewBytes / 1e6).toFixed(0)} MB (${outcome}).`);
    tally[outcome] += 1;
    if (tookMs > slowestMs) [slowestMs, slowestCase] = [tookMs, number];
  }
  return {
    cases: options.cases,
    refused: tally.refused,
    opened: tally.opened + tally.counted,
    counted: tally.counted,
    slowestMs,
    slowestCase,
    peakGrowthBytes: memory().peak - first.peak,
  };
}

/** Case `number` of a seed, without the cases before it. */
export function makeFuzzCase(
  options: Pick<FuzzOptions, 'seed' | 'files' | 'strangers'>,
  number: number,
): { readonly file: FuzzFile; readonly description: string } {
  // An odd factor keeps the seeds of neighbouring cases apart.
  const random = createRandom(Math.imul(options.seed, 0x9e3779b1) + number);
  const chosen = options.files[Math.floor(random() * options.files.length)];
  if (!chosen) throw new FlopscopeError('internal', 'A fuzz run needs at least one file.');
  const companions = chosen.companions ?? [];
  const others = [...options.files.map((each) => each.bytes), ...(options.strangers ?? [])];
  const toolsFor = (name: string) => ({ random, others, text: name.endsWith('.json') });
  const target = Math.floor(random() * (companions.length + 1)) - 1;
  if (target < 0) {
    const { bytes, description } = mutate(chosen.bytes, toolsFor(chosen.name));
    return { file: { ...chosen, bytes }, description };
  }
  let description = '';
  const damaged = companions.map((each, index) => {
    if (index !== target) return each;
    const mutated = mutate(each.bytes, toolsFor(each.name));
    description = `${each.name}: ${mutated.description}`;
    return { ...each, bytes: mutated.bytes };
  });
  return { file: { ...chosen, companions: damaged }, description };
}

async function openAndCount(file: FuzzFile, open: typeof openModelFile): Promise<Outcome> {
  const model = await open(memorySource(file.name, file.bytes), {
    companions: (file.companions ?? []).map((each) => memorySource(each.name, each.bytes)),
  });
  const { weights } = model;
  if (weights) {
    expectNumber('weights.elements', weights.elements);
    expectNumber('weights.bytes', weights.bytes);
    for (const type of weights.types) expectNumber('elements of a type', type.elements);
  }
  const texts = [
    model.name,
    ...model.warnings,
    ...model.facts.flatMap(({ label, value }) => [label, value]),
  ];
  if (texts.some((text) => text.length > LONGEST_MESSAGE)) {
    throw new Error(`shows a text of more than ${LONGEST_MESSAGE} characters.`);
  }
  if (!model.buildGraph) return 'opened';
  const { params, macs, flops } = countModel(model.buildGraph({}));
  expectNumber('params', params);
  expectNumber('macs', macs);
  expectNumber('flops', flops);
  return 'counted';
}

function expectNumber(what: string, value: number): void {
  if (!Number.isFinite(value) || value < 0) throw new Error(`counts ${what} as ${value}.`);
}

/** Why this is no error that a person may meet; undefined when it is one. */
function complain(thrown: unknown): string | undefined {
  if (!(thrown instanceof FlopscopeError)) {
    return `throws ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`;
  }
  if (thrown.code === 'internal') return `throws an internal error: ${thrown.stack ?? ''}`;
  if (thrown.message.length > LONGEST_MESSAGE) {
    return `is answered with ${thrown.message.length} characters.`;
  }
  return undefined;
}
