// A validation as a table for the terminal.
import type { Validation, ValidationRow } from '../shared/result/validation.ts';
import { formatTable } from './format-table.ts';

export function formatValidation(validation: Validation): string {
  const { rows, failures, summary, device, runtime } = validation;
  const name = [device.vendor, device.architecture, device.description].filter(Boolean).join(' ');
  const table = formatTable([
    ['network', 'predicted', '95 % interval', 'measured', 'error', 'inside', 'memory', 'note'],
    ...rows.map(cells),
  ]);
  const lines = [
    `Training steps on ${name}${device.softwareAdapter ? ' (a processor, not a GPU)' : ''}, ${runtime}`,
    '',
    table,
    ...failures.map(({ network, reason }) => `  ${network}: ${reason}`),
    '',
  ];
  if (summary !== null) {
    lines.push(
      `  Median error ${summary.medianErrorPercent.toFixed(1)} %, worst ${summary.worstErrorPercent.toFixed(1)} %; measured inside the interval ${Math.round(100 * summary.insideShare)} % of the time,`,
      `  median half-width ${summary.medianHalfWidthPercent.toFixed(1)} %; memory off by at most ${summary.worstMemoryErrorPercent.toFixed(1)} %.`,
      '',
    );
  }
  return lines.join('\n');
}

function cells(row: ValidationRow): readonly string[] {
  return [
    row.name,
    milliseconds(row.predictedMs),
    `${threeDigits(row.low)} – ${milliseconds(row.high)}`,
    milliseconds(row.measuredMs),
    `${row.errorPercent >= 0 ? '+' : '−'}${Math.abs(row.errorPercent).toFixed(1)} %`,
    row.inside ? 'yes' : 'no',
    `${Math.round(row.allocatedBytes / 1e6)} MB`,
    row.moved ? 'the device changed its pace' : '',
  ];
}

function milliseconds(ms: number): string {
  return `${threeDigits(ms)} ms`;
}

/** "8.45", "1,670": a power of ten would have to be read twice. */
function threeDigits(ms: number): string {
  return ms < 1000 ? ms.toPrecision(3) : Number(ms.toPrecision(3)).toLocaleString('en-US');
}
