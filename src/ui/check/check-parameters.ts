// What the address keeps for the check: which networks, and how the digits are trained.
import { checkNetworks } from '../../models/check-networks/check-networks.ts';
import { CHECK_SECONDS } from '../../models/check-networks/check-steps.ts';
import { ZOO_PREFIX } from '../../models/check-networks/zoo-network.ts';
import { DIGITS_LEARNING_RATE } from '../../models/digits-training.ts';
import { type Parameters, parseRoute, routeHash } from '../route/route.ts';

const names = ['check', 'checkSeconds', 'digitsEpochs', 'digitsRate', 'digitsSteps'] as const;
type CheckParameter = (typeof names)[number];

/** Those of an address's parameters that belong to the check. */
export function checkParameters(parameters: Parameters): Parameters {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = parameters[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

export type NetworkSet = 'quick' | 'all' | 'own';

export interface NetworkChoice {
  readonly set: NetworkSet;
  readonly ids: readonly string[];
  /** In the address, and not to be found. */
  readonly unknown: readonly string[];
}

/**
 * @param quick ids of the quick ones on this device.
 * @param model of the form above, which may be checked as well.
 */
export function readNetworks(
  { check = '' }: Parameters,
  quick: readonly string[],
  model: string,
): NetworkChoice {
  if (check === '') return { set: 'quick', ids: quick, unknown: [] };
  const all = checkNetworks.map(({ id }) => id);
  if (check === 'all') return { set: 'all', ids: all, unknown: [] };
  const asked = check.split(',').filter((id) => id !== '' && id !== 'none');
  const own = asked.map((id) => (id === 'model' ? `${ZOO_PREFIX}${model}` : id));
  const known = (id: string): boolean => all.includes(id) || id.startsWith(ZOO_PREFIX);
  return {
    set: 'own',
    ids: own.filter((id) => known(id) && (!id.startsWith(ZOO_PREFIX) || id.endsWith(`:${model}`))),
    unknown: own.filter((id) => !known(id)),
  };
}

/** As on the command line. */
const LEAST_SECONDS = 0.1;
const MOST_SECONDS = 600;

/** Of each network; the usual ones when the address names none that are possible. */
export function readSeconds({ checkSeconds = '' }: Parameters): number {
  const seconds = Number(checkSeconds);
  const possible = seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS;
  return checkSeconds !== '' && possible ? seconds : CHECK_SECONDS;
}

export interface DigitsForm {
  readonly epochs: { readonly text: string; readonly value: number; readonly error?: string };
  readonly rate: { readonly text: string; readonly value: number; readonly error?: string };
  readonly steps: { readonly value: number | undefined; readonly error?: string };
}

const DEFAULT_EPOCHS = 3;
const MOST_EPOCHS = 100;

export function readDigits(parameters: Parameters): DigitsForm {
  const epochs = parameters['digitsEpochs'] ?? String(DEFAULT_EPOCHS);
  const rate = parameters['digitsRate'] ?? String(DIGITS_LEARNING_RATE);
  const { digitsSteps: steps } = parameters;
  return {
    epochs: {
      text: epochs,
      value: Number(epochs),
      ...(isWhole(epochs, MOST_EPOCHS)
        ? {}
        : { error: `Passes are a whole number from 1 to ${MOST_EPOCHS}.` }),
    },
    rate: {
      text: rate,
      value: Number(rate),
      ...(rate.trim() !== '' && Number.isFinite(Number(rate)) && Number(rate) > 0
        ? {}
        : { error: 'A learning rate is a number above 0, such as 0.003.' }),
    },
    steps: {
      value: steps === undefined || !isWhole(steps, 1e6) ? undefined : Number(steps),
      ...(steps === undefined || isWhole(steps, 1e6)
        ? {}
        : { error: 'The steps of a pass in the address are no whole number; all are run.' }),
    },
  };
}

function isWhole(text: string, most: number): boolean {
  const value = Number(text);
  return text.trim() !== '' && Number.isSafeInteger(value) && value >= 1 && value <= most;
}

/** Writes choices into the address; an empty value takes one out. No step for "back". */
export function writeCheck(change: Readonly<Partial<Record<CheckParameter, string>>>): void {
  const { screen, parameters } = parseRoute(location.hash);
  location.replace(routeHash(screen, { ...parameters, ...change }));
}
