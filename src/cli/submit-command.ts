// `flopscope submit`: sends saved results to a space of a board, and deletes what was sent from here.
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { FlopscopeError } from '../shared/errors.ts';
import { FAILED } from './exit-codes.ts';
import { plainText } from './plain-text.ts';
import { print } from './print.ts';
import { deleteSubmitted } from './submit/delete-submitted.ts';
import { DeletionTokens } from './submit/deletion-tokens.ts';
import { PAUSES_MS } from './submit/send-result.ts';
import { LINK_VARIABLE, linkOf, openToSubmit, SECRECY } from './submit/space-access.ts';
import { formatReport, type SubmissionReport } from './submit/submission-report.ts';
import { submitFiles } from './submit/submit-files.ts';

interface Options {
  readonly to?: string;
  readonly delete?: readonly string[];
  readonly json?: true;
}

export function submitCommand(): Command {
  return new Command('submit')
    .description('send saved results to a space of a board, or delete what was sent from here')
    .argument('[files...]', 'results, or a history with many')
    .option('--to <link>', `write link of the space; ${LINK_VARIABLE} when left out`)
    .option(
      '--delete <id>',
      'delete what was sent from here as this; may be repeated',
      (id: string, ids: readonly string[] | undefined) => [...(ids ?? []), id],
    )
    .option('--json', 'print what became of each as JSON')
    .addHelpText('after', `\n${SECRECY}`)
    .action(run);
}

async function run(files: readonly string[], options: Options): Promise<void> {
  const ids = options.delete ?? [];
  if ((files.length === 0) === (ids.length === 0)) {
    throw new FlopscopeError(
      'invalid-input',
      'Name either files to send, as in flopscope submit result.json --to "<write link>", or by --delete the id of what was sent.',
    );
  }
  const tokens = new DeletionTokens();
  const reports: SubmissionReport[] = [];
  const add = async (report: SubmissionReport): Promise<void> => {
    reports.push(report);
    if (options.json !== true) await print(`${plainText(formatReport(report))}\n`);
  };
  if (files.length > 0) {
    const { client } = await openToSubmit(linkOf(options.to ?? true, '--to'));
    const tell = (sentence: string): void => {
      process.stderr.write(`${plainText(sentence)}\n`);
    };
    const sending = { client, tokens, pausesMs: PAUSES_MS, sleep, tell };
    for await (const report of submitFiles(files, sending)) await add(report);
  }
  for (const id of ids) await add(await deleteSubmitted(id, tokens));
  if (options.json === true) await print(`${JSON.stringify(reports, null, 2)}\n`);
  if (reports.some(({ outcome }) => outcome === 'failed')) process.exitCode = FAILED;
}
