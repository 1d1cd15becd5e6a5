// Keeps a benchmark's report with its samples under bench/results/.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';

export async function writeResult(name: string, report: object): Promise<void> {
  await mkdir('bench/results', { recursive: true });
  const path = `bench/results/${name}.json`;
  const stamped = {
    date: new Date().toISOString().slice(0, 10),
    processor: cpus()[0]?.model ?? '',
    cores: cpus().length,
    ...report,
  };
  await writeFile(path, `${JSON.stringify(stamped, null, 1)}\n`);
  process.stdout.write(`written: ${path}\n`);
}
