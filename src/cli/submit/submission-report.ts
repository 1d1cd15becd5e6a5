// What became of one result, or of a file that holds none.

export interface SubmissionReport {
  /** As named; of a deletion null. */
  readonly file: string | null;
  readonly outcome: 'sent' | 'already-there' | 'deleted' | 'already-gone' | 'failed';
  /** On the board; null where it has none. */
  readonly id: string | null;
  /** Why it failed. */
  readonly reason: string | null;
}

const words: Readonly<Record<SubmissionReport['outcome'], string>> = {
  sent: 'sent',
  'already-there': 'already there',
  deleted: 'deleted',
  'already-gone': 'already gone',
  failed: 'failed',
};

/** Indented under its outcome: "sent           result.json as AbcDefGhi-_12345". */
export function formatReport({ file, outcome, id, reason }: SubmissionReport): string {
  const what = [...(file === null ? [] : [file]), ...(id === null ? [] : [id])].join(' as ');
  return `${words[outcome].padEnd(14)} ${what}${reason === null ? '' : `: ${reason}`}`;
}
