// What a training cost on the servers of its day: servers, money and energy, on which basis, and beside what Epoch AI
// estimates.
import { html, nothing } from 'lit';
import { formatAmount, formatCount, formatScientific, withUnit } from '../../../shared/format.ts';
import { formatDuration } from '../../../shared/format-duration.ts';
import type { EditedServer } from '../../../trends/growth/edit-assumptions.ts';
import { type Assumption, serverCost } from '../../../trends/growth/server-cost.ts';
import { isUnverified } from '../origin-text.ts';
import { unverifiedMark } from '../unverified-mark.ts';
import type { Run } from './run-question.ts';

const HOUR = 3600;

/** @param server its name; `card` of its accelerators. */
export function onServers(
  { model }: Run,
  { assumptions, accelerators }: EditedServer,
  server: string,
  card: string,
) {
  const cost = serverCost(model, assumptions, accelerators);
  const { servers, hours, purchaseUsd, amortisedUsd, energyKwh, energyUsd, basis } = cost;
  const { acceleratorsPerServer, priceUsd, lifetimeYears, coolingFactor, usdPerKwh } = assumptions;
  const { peakFlopsPerSecond, utilization, watts } = assumptions;
  const time = basis === 'published' ? [] : [peakFlopsPerSecond, utilization];
  const used = [...time, acceleratorsPerServer, watts, coolingFactor];
  return html`<dl class="large" data-testid="server-cost">
      ${figure('Servers', plain(servers), `${server}, ${formatCount(accelerators)} accelerators`, [
        acceleratorsPerServer,
      ])}
      ${figure(
        'Time',
        formatDuration(hours * HOUR),
        basis === 'published' ? 'by Epoch AI’s table' : 'computed from FLOP',
        time,
      )}
      ${figure('To buy them', dollars(purchaseUsd), 'new', [acceleratorsPerServer, priceUsd])}
      ${figure(
        'Used up by the run',
        dollars(amortisedUsd),
        `of their price, written off over ${lifetimeYears.value} years`,
        [...time, acceleratorsPerServer, priceUsd, lifetimeYears],
      )}
      ${figure(
        'Energy',
        energy(energyKwh),
        `cooling ${coolingFactor.value === 1 ? 'left out' : 'included'}`,
        used,
      )}
      ${figure('Electricity', dollars(energyUsd), `at ${usdPerKwh.value} USD a kWh`, [
        ...used,
        usdPerKwh,
      ])}
    </dl>
    <p>${basisOf(model, basis, accelerators)} ${hardwareOf(model, server, card)}</p>
    ${
      model.costUsd === null
        ? nothing
        : html`<p class="muted">
            Epoch AI’s table puts the cost of its compute at ${dollars(model.costUsd)}, in dollars
            of 2023 and by a method of its own.
          </p>`
    }`;
}

/** @param from what it rests on: one of them unverified, and so is it. */
function figure(name: string, value: string, note: string, from: readonly Assumption[] = []) {
  return html`<div>
    <dt>${name}</dt>
    <dd>
      ${value} ${unverifiedMark(from.some(({ origin }) => isUnverified(origin)))}
      <small>${note}</small>
    </dd>
  </div>`;
}

function basisOf(
  { trainingFlops, quantity, hours }: Run['model'],
  basis: 'published' | 'computed',
  accelerators: number,
): string {
  if (basis === 'published') {
    return `By Epoch AI’s table it took ${formatCount(accelerators)} accelerators ${formatCount(hours ?? Number.NaN)} hours.`;
  }
  const number =
    quantity === null
      ? `Epoch AI’s table does not tell how many accelerators it used: ${formatCount(accelerators)} are assumed.`
      : `Epoch AI’s table does not tell the hours of ${formatCount(accelerators)} accelerators.`;
  return `${number} The hours follow from ${formatScientific(trainingFlops)} FLOP (1 MAC = 2 FLOP), the peak of an accelerator and the share of it that is reached.`;
}

/** Another chip's hours at this server's price are no bill: said. */
function hardwareOf({ hardware }: Run['model'], server: string, card: string): string {
  if (hardware === null) return `On what it ran, the table does not tell; ${server} stands for it.`;
  return familyOf(hardware) === familyOf(card)
    ? `It ran on ${hardware}.`
    : `It ran on ${hardware}: price and power of ${server} only stand for it.`;
}

/** "NVIDIA A100 SXM4 80 GB" and "… 40 GB" are one family: the maker and the name. */
function familyOf(name: string): string {
  return name.split(' ').slice(0, 2).join(' ');
}

function dollars(value: number): string {
  if (value >= 1e15) return withUnit(formatScientific(value), 'USD');
  const [factor, unit] =
    value >= 1e9 ? [1e9, 'billion USD'] : value >= 1e6 ? [1e6, 'million USD'] : [1, 'USD'];
  return withUnit((value / factor).toLocaleString('en', { maximumSignificantDigits: 3 }), unit);
}

function energy(kilowattHours: number): string {
  return kilowattHours < 1e15
    ? formatAmount(kilowattHours * 1000, 'Wh')
    : withUnit(formatScientific(kilowattHours), 'kWh');
}

function plain(value: number): string {
  return value < 1e9 ? formatCount(value) : formatScientific(value);
}
