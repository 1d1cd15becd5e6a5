// What the page knows of a check, folded from the worker's events. Pure, so that it can be tested.
import type { ForetoldStep } from '../../estimate/prediction/validation.ts';
import type {
  Validation,
  ValidationFailure,
  ValidationRow,
} from '../../shared/result/validation.ts';
import type { CheckEvent } from '../../workers/check-api.ts';

/** A network of a check: what was foretold, and what came of it. */
export interface CheckedNetwork {
  readonly id: string;
  readonly name: string;
  readonly foretold?: ForetoldStep;
  readonly row?: ValidationRow;
  /** Why it could not be run. */
  readonly failure?: string;
}

export interface CheckRun {
  readonly networks: readonly CheckedNetwork[];
  /** Of all networks, 0 to 1. */
  readonly fraction: number;
  readonly detail: string;
}

export function startCheck(networks: readonly { id: string; name: string }[]): CheckRun {
  return {
    networks: networks.map(({ id, name }) => ({ id, name })),
    fraction: 0,
    detail: 'Predicting the steps from what was measured',
  };
}

export function applyCheckEvents(run: CheckRun, events: readonly CheckEvent[]): CheckRun {
  return events.reduce(applyEvent, run);
}

function applyEvent(run: CheckRun, event: CheckEvent): CheckRun {
  switch (event.type) {
    case 'foretold':
      return event.steps.reduce((all, step) => change(all, step.network, { foretold: step }), {
        ...run,
        detail: 'Predicted; now they are trained',
      });
    case 'progress':
      return {
        ...run,
        fraction: Math.max(run.fraction, event.fraction),
        detail: event.detail,
      };
    case 'row':
      return onward(change(run, event.row.network, { row: event.row }));
    case 'failure':
      return onward(change(run, event.failure.network, { failure: event.failure.reason }));
  }
}

/** One network has come to an end. */
function onward(run: CheckRun): CheckRun {
  const next = currentNetwork(run);
  const done = run.networks.filter(isDone).length / run.networks.length;
  return {
    ...run,
    fraction: Math.max(run.fraction, done),
    detail: next === undefined ? 'Putting the record together' : `${next.name}: its turn`,
  };
}

function isDone({ row, failure }: CheckedNetwork): boolean {
  return row !== undefined || failure !== undefined;
}

function change(run: CheckRun, id: string, news: Partial<CheckedNetwork>): CheckRun {
  return {
    ...run,
    networks: run.networks.map((network) =>
      network.id === id ? { ...network, ...news } : network,
    ),
  };
}

/** The network whose turn it is: the first without an outcome. */
export function currentNetwork({ networks }: CheckRun): CheckedNetwork | undefined {
  return networks.find((network) => !isDone(network));
}

export function rowsOf({ networks }: CheckRun): readonly ValidationRow[] {
  return networks.flatMap(({ row }) => row ?? []);
}

export function failuresOf({ networks }: CheckRun): readonly ValidationFailure[] {
  return networks.flatMap(({ id, name, failure }) =>
    failure === undefined ? [] : [{ network: id, name, reason: failure }],
  );
}

/** As it was kept: every network of it has come to an end. */
export function networksOf({
  rows,
  failures,
}: Pick<Validation, 'rows' | 'failures'>): readonly CheckedNetwork[] {
  return [
    ...rows.map((row) => ({ id: row.network, name: row.name, row })),
    ...failures.map(({ network, name, reason }) => ({ id: network, name, failure: reason })),
  ];
}
