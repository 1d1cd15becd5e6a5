// What every step of a run shares: the device, the instruments, the time budget and the observer.
import type { MeasureEvent, MeasurePhase, MeasureRequest } from '../shared/events.ts';
import type { Measurement, Warning } from '../shared/result/schema.ts';
import type { TuningReport } from '../shared/tuning.ts';
import type { GpuSession } from './device/gpu-session.ts';
import type { PlannedStep, ProgressMeter } from './progress-meter.ts';
import type { Sampler } from './sampling/sampler.ts';
import type { Suite } from './suites/suites.ts';
import type { TuningStore } from './tuner/tuning-store.ts';
import type { Clock } from './timing/clock.ts';

export interface RunContextParts {
  readonly session: GpuSession;
  readonly clock: Clock;
  readonly sampler: Sampler;
  readonly suite: Suite;
  readonly request: MeasureRequest;
  readonly meter: ProgressMeter;
  readonly signal: AbortSignal | undefined;
  readonly emit: (event: MeasureEvent) => void;
  readonly elapsedMs: () => number;
  readonly tuningStore: TuningStore;
  /** Names the adapter and what compiles for it, as stored choices are filed under. */
  readonly adapterKey: string;
}

export class RunContext {
  readonly session: GpuSession;
  readonly clock: Clock;
  readonly sampler: Sampler;
  readonly suite: Suite;
  readonly request: MeasureRequest;
  readonly signal: AbortSignal | undefined;
  readonly elapsedMs: () => number;
  readonly emit: (event: MeasureEvent) => void;
  readonly tuningStore: TuningStore;
  readonly adapterKey: string;
  /** How each kernel was chosen, in the order of the run. */
  readonly tuning: TuningReport[] = [];
  /** Records of kernels, in the order they were finished. */
  readonly measurements: Measurement[] = [];
  readonly warnings: Warning[] = [];
  readonly #meter: ProgressMeter;
  #phase: MeasurePhase = 'calibrate';

  constructor(parts: RunContextParts) {
    this.session = parts.session;
    this.clock = parts.clock;
    this.sampler = parts.sampler;
    this.suite = parts.suite;
    this.request = parts.request;
    this.signal = parts.signal;
    this.elapsedMs = parts.elapsedMs;
    this.emit = parts.emit;
    this.tuningStore = parts.tuningStore;
    this.adapterKey = parts.adapterKey;
    this.#meter = parts.meter;
  }

  begin(phase: MeasurePhase, step: PlannedStep): void {
    this.#phase = phase;
    this.emit({ type: 'progress', phase, ...this.#meter.begin(step) });
  }

  /** @param fraction of the current step; @param detail what exactly is going on. */
  progress(fraction: number, detail?: string): void {
    this.emit({ type: 'progress', phase: this.#phase, ...this.#meter.read(fraction, detail) });
  }

  record(measurement: Measurement): void {
    this.measurements.push(measurement);
    this.emit({ type: 'measurement', measurement });
  }

  warn(code: Warning['code'], message: string): void {
    if (this.warnings.some((warning) => warning.code === code && warning.message === message)) {
      return;
    }
    const warning = { code, message: message.slice(0, 1000) };
    this.warnings.push(warning);
    this.emit({ type: 'warning', warning });
  }
}
