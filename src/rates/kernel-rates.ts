// What a device's measurements tell of problems that were not measured: which kernel to run, and how long it takes. The
// executor chooses by it and the estimate foretells by it, so that both speak of the same kernel.
import type { Candidate } from '../kernels/candidates.ts';
import { choiceOf } from '../kernels/candidates.ts';
import type { DeviceTraits, KernelDescriptor } from '../kernels/descriptor.ts';
import { kernelsFor } from '../kernels/registry.ts';
import { type Precision, type Problem, problemLabel } from '../shared/problem.ts';
import type { DeviceProfile, Measured } from '../shared/result/schema.ts';
import { type Choice, choiceKey } from '../shared/tuning.ts';
import { derivedCoordinates, formKey, withoutWidth } from './kernel-form.ts';
import { type PlacedProblem, placeProblem } from './problem-family.ts';
import { traitsOf } from './profile-traits.ts';
import { type MeasuredPoint, type Place, RateSurface } from './rate-surface.ts';

/** What a measurement left behind, finished or still under way. */
export type RatesSource = Pick<DeviceProfile, 'measurements' | 'tuning'>;

export interface ForetoldKernel extends Candidate {
  /** Of one execution. */
  readonly seconds: number;
  /** Standard deviation of the logarithm of its error. */
  readonly deviation: number;
  /** Family and form: errors of kernels with the same surface go together. */
  readonly surface: string;
  readonly place: Place;
  /** The most alike problem that it was measured on. */
  readonly nearest: string;
}

/** Readings of the same kernel minutes apart differ by 1 to 2 %, says the repeatability benchmark. */
const REPEATABILITY = 0.02;
/** Standard error of a median over the median absolute deviation, times √n, of a normal distribution. */
const MEDIAN_ERROR = 1.4826 * 1.2533;
/** Of the logarithm of a time that was measured with vectors of another width: they are up to twice as fast. */
const OTHER_WIDTH = 0.4;
/** A form with fewer points is chosen only where no other runs: it was given up elsewhere for a reason. */
const FEWEST_POINTS = 3;
/** What the tuner tried and left after a few samples. */
const ATTEMPT_NOISE = 0.1;

/** Training sums in f32: sums in f16 overflow on real models. 0 for kernels without that choice. */
const ACCUMULATOR_BITS: readonly number[] = [0, 32];

/** Seconds of one execution, by a kernel and a problem of another family. */
export interface StandInTime {
  readonly seconds: number;
  readonly kernel: string;
  readonly problem: string;
}

interface Form {
  readonly key: string;
  /** Descriptor id. */
  readonly kernel: string;
  readonly points: MeasuredPoint[];
}

export class KernelRates {
  readonly #traits: DeviceTraits;
  /** By family, then by form. */
  readonly #families = new Map<string, Map<string, Form>>();
  readonly #surfaces = new Map<string, RateSurface>();
  /** Programs hand in the same object for equal problems. */
  readonly #chosen = new WeakMap<Problem, ForetoldKernel | null>();

  constructor(source: RatesSource, traits: DeviceTraits) {
    this.#traits = traits;
    for (const observation of observations(source)) this.#add(observation);
  }

  static ofProfile(profile: DeviceProfile): KernelRates {
    return new KernelRates(profile, traitsOf(profile));
  }

  /** Families of which at least one kernel was measured, in one precision. */
  families(precision: Precision): readonly string[] {
    return [...this.#families.keys()].filter((family) => family.endsWith(` ${precision}`));
  }

  /** The kernel that should be fastest on this problem; undefined where none that runs it was measured on its family. */
  choose(problem: Problem): ForetoldKernel | undefined {
    const known = this.#chosen.get(problem);
    if (known !== undefined) return known ?? undefined;
    const chosen = this.#rank(problem).find(({ descriptor, tunables }) => {
      return descriptor.unsupported(problem, tunables, this.#traits) === undefined;
    });
    this.#chosen.set(problem, chosen ?? null);
    return chosen;
  }

  /** Covariances of the relative errors of kernels with the same surface. */
  errors(surface: string, places: readonly Place[]): readonly (readonly number[])[] {
    return this.#surfaces.get(surface)?.errors(places) ?? places.map(() => places.map(() => 0));
  }

  /** The work of a problem at the best rates of another family; undefined when that was not measured. */
  standIn(family: string, { flops, bytes }: PlacedProblem): StandInTime | undefined {
    const [fastest] = [...(this.#families.get(family)?.values() ?? [])]
      .map((form) => ({
        seconds: this.#surfaceOf(family, form).baseSeconds({ flops, bytes }),
        kernel: form.kernel,
        problem: form.points[0]?.label ?? '',
      }))
      .sort((a, b) => a.seconds - b.seconds);
    return fastest;
  }

  #rank(problem: Problem): readonly ForetoldKernel[] {
    const placed = placeProblem(problem);
    const forms = placed && this.#families.get(placed.family);
    if (placed === undefined || forms === undefined) return [];
    const siblings = new Map([...forms].map(([key, form]) => [withoutWidth(key), form]));
    return kernelsFor(problem.op)
      .flatMap((descriptor) => candidatesOf(descriptor, problem))
      .flatMap((candidate) => {
        const key = formKey(choiceOf(candidate));
        const own = forms.get(key);
        if (own !== undefined) return [{ ...this.#foretell(candidate, placed, own), form: own }];
        const sibling = siblings.get(withoutWidth(key));
        if (sibling === undefined) return [];
        const foretold = this.#foretell(candidate, placed, sibling);
        const deviation = Math.hypot(foretold.deviation, OTHER_WIDTH);
        return [{ ...foretold, deviation, form: sibling }];
      })
      .sort((a, b) => lack(a.form) - lack(b.form) || pessimistic(a) - pessimistic(b));
  }

  #foretell(candidate: Candidate, placed: PlacedProblem, form: Form): ForetoldKernel {
    const surface = this.#surfaceOf(placed.family, form);
    const place = placeOf(placed, choiceOf(candidate));
    const [[variance = 0] = []] = surface.errors([place]);
    return {
      ...candidate,
      seconds: surface.seconds(place),
      deviation: Math.sqrt(Math.max(0, variance)),
      surface: surfaceKey(placed.family, form),
      place,
      nearest: surface.nearest(place),
    };
  }

  #surfaceOf(family: string, form: Form): RateSurface {
    const key = surfaceKey(family, form);
    const known = this.#surfaces.get(key);
    if (known !== undefined) return known;
    const surface = new RateSurface(form.points);
    this.#surfaces.set(key, surface);
    return surface;
  }

  #add({ problem, choice, seconds, noise }: Observation): void {
    const placed = placeProblem(problem);
    if (placed === undefined) return;
    const forms = this.#families.get(placed.family) ?? new Map<string, Form>();
    this.#families.set(placed.family, forms);
    const key = formKey(choice);
    const form = forms.get(key) ?? { key, kernel: choice.kernel, points: [] };
    forms.set(key, form);
    form.points.push({
      ...placeOf(placed, choice),
      seconds,
      noise,
      label: problemLabel(problem),
    });
  }
}

interface Observation {
  readonly problem: Problem;
  readonly choice: Choice;
  readonly seconds: number;
  readonly noise: number;
}

/** What was measured, and what the tuner only tried. */
function observations({ measurements, tuning }: RatesSource): readonly Observation[] {
  const all = new Map<string, Observation>();
  const add = (observation: Observation) => {
    if (!ACCUMULATOR_BITS.includes(observation.choice.parameters['accumulatorBits'] ?? 0)) return;
    const key = `${JSON.stringify(observation.problem)} ${choiceKey(observation.choice)}`;
    if (!all.has(key)) all.set(key, observation);
  };
  for (const each of measurements) {
    if (each.status !== 'measured') continue;
    const { problem, kernel, parameters, durationMs } = each;
    add({
      problem,
      choice: { kernel, parameters },
      seconds: durationMs.median / 1e3,
      noise: noiseOf(each),
    });
  }
  for (const { problem, attempts } of tuning ?? []) {
    for (const { kernel, parameters, ms } of attempts) {
      if (ms === null) continue;
      add({
        problem,
        choice: { kernel, parameters },
        seconds: ms / 1e3,
        noise: ATTEMPT_NOISE,
      });
    }
  }
  return [...all.values()];
}

/** Interference makes some samples longer and none shorter: the deviation from the median tells, not the interval. */
function noiseOf({ madMs, durationMs, samplesMs }: Measured): number {
  const error = (MEDIAN_ERROR * madMs) / durationMs.median / Math.sqrt(samplesMs.length);
  return Math.hypot(error, REPEATABILITY);
}

/** Whether or not the device runs them: asking that of each would take milliseconds. */
function candidatesOf(descriptor: KernelDescriptor, problem: Problem): readonly Candidate[] {
  return descriptor
    .variants(problem)
    .filter((tunables) => ACCUMULATOR_BITS.includes(tunables['accumulatorBits'] ?? 0))
    .map((tunables) => ({ descriptor, tunables }));
}

function placeOf({ coordinates, flops, bytes }: PlacedProblem, choice: Choice): Place {
  return { at: [...coordinates, ...derivedCoordinates(choice)], flops, bytes };
}

function surfaceKey(family: string, { key }: Form): string {
  return `${family} ${key}`;
}

function lack({ points }: Form): number {
  return points.length < FEWEST_POINTS ? 1 : 0;
}

/** Of two that look alike, the one that is better known. */
function pessimistic({ seconds, deviation }: ForetoldKernel): number {
  return seconds * Math.exp(deviation);
}
