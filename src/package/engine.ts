/**
 * `flopscope/engine`: measures the GPU of a page, of a worker, or of Node with Dawn. The kernels are part of it; the GPU is
 * handed in by a provider, and what happens meanwhile is told by typed events.
 * @module
 */
export { measure } from '../engine/measure.ts';
export { measureCore } from '../engine/measure-core.ts';
export type { MeasureHooks } from '../engine/measure-suite.ts';
export type { GpuProvider, HostFacts } from '../engine/gpu-provider.ts';
export { MemoryTuningStore, type TuningStore } from '../engine/tuner/tuning-store.ts';
export type { MeasureEvent, MeasurePhase, MeasureRequest } from '../shared/events.ts';
export type {
  AdapterIdentity,
  Ceiling,
  DeviceProfile,
  Environment,
  Measurement,
  SuiteId,
  TimingMethod,
  Warning,
} from '../shared/result/schema.ts';
export { type ErrorCode, FlopscopeError } from '../shared/errors.ts';
export { browserProvider } from './browser-provider.ts';
export { dawnProvider } from './dawn-provider.ts';
