// Opens all contenders on one adapter. The same code in a page and in Node.
import type { GpuProvider } from '../../src/engine/gpu-provider.ts';
import { adapterName } from './adapter-name.ts';
import { type Contender, type ContenderId } from './contender.ts';
import { open as openFlopscope } from './flopscope.ts';
import { type Field, type Lane, measureShape, type ShapeLimits } from './measure-shape.ts';
import type { Row } from './row.ts';
import { openSentinel } from './sentinel.ts';
import type { Shape } from './shapes.ts';
import { Stopwatch } from './stopwatch.ts';

export interface FieldOptions extends ShapeLimits {
  /** Time for choosing among Flopscope's own kernels for one shape. */
  readonly raceMs: number;
}

export interface FieldFacts {
  readonly adapter: string;
  readonly runtime: string;
  readonly operatingSystem: string;
  readonly bindingBytes: number;
  readonly ceilingGflops: number;
  readonly sentinel: string;
  readonly waitMs: Partial<Readonly<Record<ContenderId, number>>>;
  /** Peers that could not be started at all. */
  readonly missing: Partial<Readonly<Record<ContenderId, string>>>;
}

/** Each opens its device as its documentation says, so that it gets what it asks an adapter for. */
const peers: readonly { readonly id: ContenderId; readonly open: () => Promise<Contender> }[] = [
  { id: 'tfjs', open: async () => (await import('./tfjs.ts')).open() },
  { id: 'ort', open: async () => (await import('./onnxruntime.ts')).open() },
  { id: 'jax', open: async () => (await import('./jax.ts')).open() },
];

export class OpenField {
  readonly facts: FieldFacts;
  readonly #field: Field;
  readonly #options: FieldOptions;

  static async open(provider: GpuProvider, options: FieldOptions): Promise<OpenField> {
    const { contender: flopscope, session, run } = await openFlopscope(provider, options.raceMs);
    const adapter = adapterName(session.info);
    const missing: Partial<Record<ContenderId, string>> = {};
    const opened: Contender[] = [flopscope];
    for (const { id, open } of peers) {
      try {
        const contender = await open();
        const own = adapterName(contender.device.adapterInfo);
        if (own === adapter) opened.push(contender);
        else missing[id] = `It opened another adapter: ${own}.`;
      } catch (thrown) {
        missing[id] = (thrown instanceof Error ? thrown.message : String(thrown)).slice(0, 500);
      }
    }
    const lanes: Lane[] = [];
    for (const contender of opened) {
      lanes.push({ contender, stopwatch: await Stopwatch.calibrate(provider, contender.device) });
    }
    const sentinel = await openSentinel(run);
    const sentinelWatch = await Stopwatch.calibrate(provider, session.device);
    const { executionMs } = await sentinelWatch.probe(sentinel.execution, 0);
    const facts: FieldFacts = {
      adapter,
      runtime: provider.facts.runtime,
      operatingSystem: provider.facts.operatingSystem,
      bindingBytes: session.traits.maxStorageBufferBindingSize,
      ceilingGflops: sentinel.flops / executionMs / 1e6,
      sentinel: sentinel.execution.form,
      waitMs: Object.fromEntries(
        lanes.map(({ contender, stopwatch }) => [contender.id, stopwatch.waitMs]),
      ),
      missing,
    };
    const field: Field = { lanes, sentinel, sentinelWatch, now: () => provider.now() };
    return new OpenField(facts, field, options);
  }

  private constructor(facts: FieldFacts, field: Field, options: FieldOptions) {
    this.facts = facts;
    this.#field = field;
    this.#options = options;
  }

  async measure(shape: Shape, log: (line: string) => void): Promise<Row> {
    const row = await measureShape(shape, this.#field, this.#options, log);
    return { ...row, failures: { ...this.facts.missing, ...row.failures } };
  }
}
