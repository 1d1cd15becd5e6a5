// "What this would take on your GPU, or on N of them", in sentences.
import { html } from 'lit';
import { countParts, printCount, printDuration } from '../../../estimate/shrink/print-amount.ts';
import { formatCount, formatInterval, formatScientific, withUnit } from '../../../shared/format.ts';
import type { TrainingRate } from '../../../trends/efficiency/training-rate.ts';
import { whatItTakes } from '../../../trends/growth/what-it-takes.ts';
import type { RunQuestion } from './run-question.ts';

const DAY = 86_400;

export function onDevices({ run, devices, days }: RunQuestion, rate: TrainingRate, device: string) {
  const { trainingFlops, name } = run.model;
  const one = whatItTakes(trainingFlops, rate.flopsPerSecond);
  const many = whatItTakes(trainingFlops, rate.flopsPerSecond, devices);
  const needed = one.devicesFor(days * DAY);
  const { value, low, high } = rate.flopsPerSecond;
  const printed = formatInterval({ median: value, low, high }, 'FLOPS', 2);
  return html`<p class="lead" data-testid="on-devices">
      ${name}, ${formatScientific(trainingFlops)} FLOP (1 MAC = 2 FLOP), would take
      <b>${printDuration(one.seconds)}</b> on
      ${device}${
        devices === 1
          ? ''
          : `, and ${printDuration(many.seconds)} on ${formatCount(devices)} of them`
      }.
      ${
        needed === null
          ? `No number of them that can be written down would do it in ${printDays(days)}.`
          : `To be done in ${printDays(days)} it takes ${needed.high === needed.low ? countParts(needed).value : printCount(needed)} of them.`
      }
    </p>
    <p class="muted">
      At
      ${withUnit(printed.value, printed.unit)}${printed.range === '' ? '' : ` (${printed.range})`},
      the rate predicted for training ${rate.model.name} on ${device}. It is assumed that devices
      share the work without any loss, and that the model fits: real ones lose time to each other,
      and memory is not asked here.
    </p>`;
}

function printDays(days: number): string {
  return withUnit(days.toLocaleString('en'), days === 1 ? 'day' : 'days');
}
