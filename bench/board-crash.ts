// npm run bench:board-crash -- --kills 50: does the board lose an acknowledged result when it is killed while it writes, and
// how soon is it back?
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type CrashReport, crashBoard, type Kill } from '../test/support/board-crash.ts';
import { killBoards } from '../test/support/board-process.ts';
import { median } from '../src/shared/statistics.ts';
import { machineState } from './support/board-machine.ts';
import { writeResult } from './support/write-result.ts';

export async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      kills: { type: 'string', default: '50' },
      seed: { type: 'string', default: '8' },
    },
  });
  const [kills, seed] = [Number(values.kills), Number(values.seed)];
  const machine = machineState();
  const folder = await mkdtemp(join(tmpdir(), 'flopscope-crash-'));
  try {
    const { report } = await crashBoard({ folder, kills, seed, onKill: print });
    show(report);
    await writeResult('board-crash', { ...machine, seed, ...report });
  } finally {
    await killBoards();
    await rm(folder, { recursive: true, force: true });
  }
}

function print({ writers, acknowledged, unanswered, keptUnanswered, startMs }: Kill) {
  process.stdout.write(
    `${writers} writing when it was killed: ${acknowledged} acknowledged, ${unanswered} unanswered (${keptUnanswered} kept); back in ${startMs} ms\n`,
  );
}

function show({ kills, acknowledged, lost, held, expected }: CrashReport): void {
  const starts = kills.map(({ startMs }) => startMs);
  process.stdout.write(
    `${kills.length} kills, ${acknowledged} acknowledged, ${lost.length} lost; the space holds ${held} of ${expected}\n` +
      `back in ${median(starts).toFixed(0)} ms (median), ${Math.max(...starts)} ms (longest)\n`,
  );
}
