// Measurements that were recorded on SwiftShader: of the suite `training`, and of `shrink`.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parseResult } from '../../src/shared/result/parse-result.ts';
import type { DeviceProfile } from '../../src/shared/result/schema.ts';

export const recordedProfile = read('test/fixtures/training-profile.json.gz');

/** The example that the lab shows. */
export const recordedShrinkProfile = read('src/results/example-shrink.json.gz');

function read(path: string): DeviceProfile {
  return parseResult(gunzipSync(readFileSync(path)).toString());
}
