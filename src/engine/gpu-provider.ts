// The seam between the engine and its three hosts (browser worker, embed, Node): everything that the
// engine may know of the world outside comes through one of these.

import type { TuningStore } from './tuner/tuning-store.ts';

/** Facts that only the host can tell, gathered by it before the run. */
export interface HostFacts {
  readonly host: 'browser' | 'node';
  /** "Chromium 156", "Node 20.20.2 with Dawn". */
  readonly runtime: string;
  readonly operatingSystem: string;
  /** Whether the origin may use WebGPU at all; always true in Node. */
  readonly secureContext: boolean;
  readonly crossOriginIsolated: boolean;
  readonly battery: { readonly charging: boolean; readonly level: number } | null;
}

export interface GpuProvider {
  readonly facts: HostFacts;
  /** `navigator.gpu`, or what Dawn offers in Node; undefined where there is no WebGPU. */
  readonly gpu: GPU | undefined;
  /** Milliseconds, monotonic. */
  now(): number;
  /** Sleeps, on a host whose waiting for the GPU is a busy loop (Dawn in Node); undefined where waiting costs nothing. */
  readonly sleep?: (ms: number) => Promise<unknown>;
  /**
   * On such a host: from now on looks for the end of the GPU's work only every `intervalMs()`, because a busy loop
   * takes a core and power from the device. @returns ends it.
   */
  readonly paceWaiting?: (intervalMs: () => number) => () => void;
  /** Where tuned choices survive the run; without one they are found anew every time. */
  readonly tuningStore?: TuningStore;
  /** Whether the page was hidden at any time since the run began; undefined where nobody can tell. */
  wasHidden(): boolean | undefined;
}
