// What the address asks about one training: of which model, on how many devices, and in how many days. Pure.
import { isGiven, parseTypedNumber } from '../../../estimate/parse-number.ts';
import type { NotableModel } from '../../../facts/notable-models.ts';
import { formatCount } from '../../../shared/format.ts';
import { runId } from '../../../trends/growth/run-id.ts';
import { MOST_DEVICES } from '../../../trends/growth/what-it-takes.ts';
import type { Parameters } from '../../route/route.ts';

/** Whose compute is known. */
export interface Run {
  readonly id: string;
  readonly model: NotableModel & { readonly trainingFlops: number };
}

export interface RunQuestion {
  readonly run: Run;
  readonly devices: number;
  readonly days: number;
  readonly errors: { readonly devices?: string; readonly days?: string };
  /** Of the address, and not to be found. */
  readonly notices: readonly string[];
}

/** A small room full of cards. */
export const USUAL_DEVICES = 1000;
/** A month. */
export const USUAL_DAYS = 30;
/** A life. */
const MOST_DAYS = 36_525;

export function runsOf(models: readonly NotableModel[]): readonly Run[] {
  return models.flatMap((model) => {
    const { trainingFlops } = model;
    return trainingFlops === null
      ? []
      : [{ id: runId(model.name), model: { ...model, trainingFlops } }];
  });
}

/**
 * @param usual name of the model where none is chosen.
 * @param before what holds for a field that cannot be read.
 * @throws RangeError when the runs lack the usual one.
 */
export function askRun(
  { run: named, devices, days }: Parameters,
  runs: readonly Run[],
  usual: string,
  before: Pick<RunQuestion, 'devices' | 'days'> = { devices: USUAL_DEVICES, days: USUAL_DAYS },
): RunQuestion {
  const found = runs.find(({ id }) => id === named);
  const run = found ?? runs.find(({ model }) => model.name === usual);
  if (run === undefined) throw new RangeError(`The compute of ${usual} is not known.`);
  const count = readNumber(devices, USUAL_DEVICES);
  const time = readNumber(days, USUAL_DAYS);
  const isCount = Number.isInteger(count) && count >= 1 && count <= MOST_DEVICES;
  const isTime = time > 0 && time <= MOST_DAYS;
  return {
    run,
    devices: isCount ? count : before.devices,
    days: isTime ? time : before.days,
    errors: {
      ...(isCount
        ? {}
        : {
            devices: `“${devices ?? ''}” is not a whole number from 1 to ${formatCount(MOST_DEVICES)}. Correct it.`,
          }),
      ...(isTime
        ? {}
        : {
            days: `“${days ?? ''}” is not a number of days above 0 and at most ${formatCount(MOST_DAYS)}. Correct it.`,
          }),
    },
    notices:
      isGiven(named) && found === undefined
        ? [`No training “${named ?? ''}” with known compute is held here; this is ${usual}.`]
        : [],
  };
}

function readNumber(text: string | undefined, usual: number): number {
  return isGiven(text) ? (parseTypedNumber(text) ?? Number.NaN) : usual;
}
