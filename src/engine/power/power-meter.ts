// What a host that can read power sensors hands to the engine. Browsers cannot; Node on Linux often can.

export interface PowerReading {
  /** By the provider's own clock, `GpuProvider.now()`. */
  readonly atMs: number;
  readonly watts: number;
}

export interface PowerSeries {
  /** The interface that told it: "nvidia-smi power.draw.instant". */
  readonly source: string;
  /** For a person, what the watts include: "the graphics board NVIDIA H200 (0)". */
  readonly covers: string;
  /** Vendor of the graphics card as adapters name it; undefined for a sensor of the processor. */
  readonly gpuVendor: string | undefined;
  /** In the order of time. */
  readonly readings: readonly PowerReading[];
}

export interface PowerReport {
  readonly series: readonly PowerSeries[];
  /** Sentences about sensors that are there and could not be read. */
  readonly notes: readonly string[];
}

export interface PowerMeter {
  start(): Promise<void>;
  /** Ends the sampling; called once after `start`, whatever happened in between. */
  stop(): Promise<PowerReport>;
}
