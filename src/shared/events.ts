// What a running measurement tells its observers. The page draws from these; it never drives timing.
import type {
  AdapterIdentity,
  Ceiling,
  Environment,
  Measurement,
  SuiteId,
  TimingMethod,
  Warning,
} from './result/schema.ts';

export type MeasurePhase = 'acquire' | 'calibrate' | 'warm-up' | 'measure' | 'sustain' | 'finish';

export type MeasureEvent =
  | {
      readonly type: 'device';
      readonly identity: AdapterIdentity;
      readonly environment: Environment;
    }
  | {
      readonly type: 'progress';
      readonly phase: MeasurePhase;
      /** For a person: "Matrix product f32, block tile". */
      readonly step: string;
      /** 0 to 1, never falling. */
      readonly fraction: number;
      readonly elapsedMs: number;
      readonly remainingMs: number;
    }
  | { readonly type: 'ceiling'; readonly ceiling: Ceiling }
  | { readonly type: 'measurement'; readonly measurement: Measurement }
  | { readonly type: 'sustained-sample'; readonly atMs: number; readonly flopsPerSecond: number }
  | { readonly type: 'warning'; readonly warning: Warning };

/** What to run. A frozen request; the engine adds nothing that is not in here. */
export interface MeasureRequest {
  readonly suite: SuiteId;
  /** Forces one of the two clocks; otherwise timestamp-query where the adapter has it. */
  readonly timingMethod?: TimingMethod;
  /** Length of the `sustained` suite in seconds, 60 to 1800; default 300. */
  readonly sustainedSeconds?: number;
  /** Only kernels whose id starts with one of these; ceilings always run. */
  readonly only?: readonly string[];
  /** Choose among the variants of every kernel anew instead of taking what earlier runs found. */
  readonly retune?: boolean;
  /** The person's name for this device. */
  readonly label?: string;
}
