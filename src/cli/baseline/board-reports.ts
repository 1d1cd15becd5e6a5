// What a board holds of the device of a run: its newest reports in the same suite and host.
import { deviceHash } from '../../board/device-hash.ts';
import { parseBoardLink } from '../../results/board/board-link.ts';
import { BoardRefusal } from '../../results/board/board-refusal.ts';
import { baselineMisfit } from '../../results/compare/baseline-misfit.ts';
import type { ComparedRun } from '../../results/compare/compared-run.ts';
import { runOfProfile } from '../../results/compare/run-of-profile.ts';
import type { SpaceClient } from '../../results/board/space-client.ts';
import { overTls } from '../patient-fetch.ts';
import { clientOf } from '../submit/space-access.ts';

/**
 * @param most how many at the most. The run itself does not count, should it be there already.
 * @returns newest first; none where the board has none.
 * @throws FlopscopeError when the board cannot be asked.
 */
export async function boardReports(
  address: string,
  run: ComparedRun,
  most: number,
): Promise<readonly ComparedRun[]> {
  const client = clientOf(parseBoardLink(address));
  const reports = await overTls(client.link.base, newestReports(client, run, most + 1));
  return reports.filter((report) => baselineMisfit(report, run) === undefined).slice(0, most);
}

async function newestReports(
  client: SpaceClient,
  run: ComparedRun,
  limit: number,
): Promise<readonly ComparedRun[]> {
  // As the board files it under.
  const device = deviceHash(run);
  const { suite, host } = run;
  const { results } = await client.list({ suite, host, device, limit });
  const profiles = await Promise.all(
    results.map(({ id }) =>
      client.result(id).catch((thrown: unknown) => {
        // Deleted meanwhile.
        if (thrown instanceof BoardRefusal && thrown.status === 404) return undefined;
        throw thrown;
      }),
    ),
  );
  return profiles.flatMap((profile) => (profile === undefined ? [] : [runOfProfile(profile)]));
}
