// Says what stands between this result and a clean one, in words a person can act on.
import type { AdapterIdentity, Drift, Environment, Sustained } from '../shared/result/schema.ts';
import type { RunContext } from './run-context.ts';

/** A quantum above this is deliberate coarsening by the browser (Chrome: 65,536 ns). */
const COARSE_QUANTUM_NS = 10_000;

/** Less than this of the burst rate in the long run is throttling. */
const THROTTLED_BELOW = 0.9;

export function warnAboutDevice(
  run: RunContext,
  identity: AdapterIdentity,
  environment: Environment,
): void {
  if (identity.softwareAdapter) {
    run.warn(
      'software-adapter',
      'This adapter is a software one: the processor does the work of a GPU. If this machine has a GPU, turn on hardware acceleration in the browser and update the graphics driver.',
    );
  }
  if (!environment.features.includes('shader-f16')) {
    run.warn('no-f16', 'This adapter offers no shader-f16, so half precision was not measured.');
  }
  if (!environment.timestampQuery) {
    run.warn(
      'no-timestamp-query',
      'This adapter offers no timestamps; times were taken by the wall clock with the slope method.',
    );
  }
  if ((environment.quantumNs ?? 0) > COARSE_QUANTUM_NS) {
    run.warn(
      'coarse-clock',
      `The browser rounds GPU timestamps to ${Math.round((environment.quantumNs ?? 0) / 1e3)} µs. Samples are made long enough to bear it; their bound is shown with each figure.`,
    );
  }
  if (environment.host === 'browser' && !environment.crossOriginIsolated) {
    run.warn(
      'not-isolated',
      'The page is not cross-origin isolated, so the wall clock is coarser. Serve it with the headers named in the README.',
    );
  }
  if (environment.battery?.charging === false) {
    run.warn('on-battery', 'This device runs on battery and may hold its GPU back. Plug it in.');
  }
}

export function warnAboutRun(
  run: RunContext,
  drift: Drift,
  visibility: Environment['visibility'],
  sustained: Sustained | null,
): void {
  if (drift.moved) {
    run.warn(
      'drifted',
      `The device's own speed changed by ${Math.round(drift.largestChange * 100)} % between the blocks of this run. Close other programs and tabs, let it cool down, and measure again.`,
    );
  }
  if (visibility === 'was-hidden') {
    run.warn(
      'was-hidden',
      'The tab was in the background for a while, where browsers slow pages down. Keep it in front and measure again.',
    );
  }
  if (sustained !== null && sustained.retained < THROTTLED_BELOW) {
    run.warn(
      'throttled',
      `Under lasting load the device keeps ${Math.round(sustained.retained * 100)} % of its first rate. Long estimates use the lasting one.`,
    );
  }
}
