// Finds out whether shaders can reach the device's matrix units, and in which of WGSL's spellings.
import type { SubgroupMatrixConfig, SubgroupMatrixTraits } from '../../kernels/descriptor.ts';
import { assembleShader } from '../../kernels/wgsl/assemble.ts';
import { spellMatrices, spellingsOf } from '../../kernels/wgsl/subgroup-matrix.ts';

/** The feature of the WGSL draft, and Dawn's experimental one. */
export const SUBGROUP_MATRIX_FEATURES = [
  'subgroup-matrix',
  'chromium-experimental-subgroup-matrix',
] as const;

const EXTENSIONS: Readonly<Record<(typeof SUBGROUP_MATRIX_FEATURES)[number], string>> = {
  'subgroup-matrix': 'subgroup_matrix',
  'chromium-experimental-subgroup-matrix': 'chromium_experimental_subgroup_matrix',
};

/** What adapters report; not yet in the typings of WebGPU. */
interface ReportedConfig {
  readonly componentType: string;
  readonly resultComponentType: string;
  readonly M: number;
  readonly N: number;
  readonly K: number;
}

const COMPONENTS = ['f32', 'f16', 'i8', 'u8'] as const;
const RESULTS = ['f32', 'f16', 'i32', 'u32'] as const;

/** Adapters report at least `subgroupMatrixConfigs`; undefined where shaders reach no matrix units. */
export async function probeSubgroupMatrix(
  device: GPUDevice,
  info: object,
): Promise<SubgroupMatrixTraits | undefined> {
  const feature = SUBGROUP_MATRIX_FEATURES.find((name) => device.features.has(name));
  if (feature === undefined) return undefined;
  const reported = (info as { subgroupMatrixConfigs?: Iterable<ReportedConfig> })
    .subgroupMatrixConfigs;
  const configs = [...(reported ?? [])]
    .flatMap((config) => knownConfig(config) ?? [])
    .filter((config) => isEnabled(config, device));
  // Rows and columns can be told apart only by a fragment that is not square.
  const telling = configs.find(({ m, n, k }) => m !== k || n !== k) ?? configs[0];
  if (telling === undefined) return undefined;
  for (const { spelling, ...dialect } of spellingsOf(EXTENSIONS[feature])) {
    if (!(await compiles(device, probeShader(spelling, telling)))) continue;
    const countsWords = await countsInWords(device, spelling, configs);
    return { ...dialect, countsWords, configs };
  }
  return undefined;
}

/**
 * A byte fragment from an array of just its size, with a stride in bytes: where strides count words, that
 * reaches beyond the array, which the compilers that count so refuse.
 */
async function countsInWords(
  device: GPUDevice,
  spelling: number,
  configs: readonly SubgroupMatrixConfig[],
): Promise<boolean> {
  const bytes = configs.find(({ componentType }) => componentType === 'i8');
  if (bytes === undefined) return false;
  return !(await compiles(device, probeShader(spelling, bytes, (bytes.m * bytes.k) / 4)));
}

function knownConfig(config: ReportedConfig): SubgroupMatrixConfig | undefined {
  // Dawn in Node reports "s8" or "i8" by the age of its bindings.
  const name = (type: string) => type.replace(/^s(?=\d)/, 'i');
  const componentType = COMPONENTS.find((known) => known === name(config.componentType));
  const resultComponentType = RESULTS.find((known) => known === name(config.resultComponentType));
  if (componentType === undefined || resultComponentType === undefined) return undefined;
  return { componentType, resultComponentType, m: config.M, n: config.N, k: config.K };
}

function isEnabled(
  { componentType, resultComponentType }: SubgroupMatrixConfig,
  device: GPUDevice,
) {
  const usesHalves = componentType === 'f16' || resultComponentType === 'f16';
  return !usesHalves || device.features.has('shader-f16');
}

/** Elements of the array that a probe loads from: more than any fragment in any unit. */
const AMPLE = 4096;

/** The smallest shader that multiplies a fragment: a wrong order of dimensions does not fit together. */
function probeShader(spelling: number, config: SubgroupMatrixConfig, elements = AMPLE): string {
  const { componentType, resultComponentType, k, n } = config;
  const { enables, diagnosticsOff, aliases, layoutTemplate } = spellMatrices(spelling, config);
  const usesHalves = componentType === 'f16' || resultComponentType === 'f16';
  // Bytes are stored in words; strides count components all the same.
  const element = { f32: 'f32', f16: 'f16', i8: 'i32', u8: 'u32' }[componentType];
  const load = (type: string, array: string, columns: number) =>
    layoutTemplate
      ? `subgroupMatrixLoad<${type}, row_major>(&${array}, 0, ${columns})`
      : `subgroupMatrixLoad<${type}>(&${array}, 0, false, ${columns})`;
  return assembleShader({
    enables: [...(usesHalves ? ['f16'] : []), ...enables],
    diagnosticsOff,
    aliases,
    constants: {},
    sources: [
      `@group(0) @binding(0) var<storage, read> source: array<${element}, ${elements}>;
@group(0) @binding(1) var<storage, read> other: array<${element}, ${AMPLE}>;
@compute @workgroup_size(128) fn main() {
  _ = subgroupMatrixMultiplyAccumulate(${load('Left', 'source', k)}, ${load('Right', 'other', n)}, Result());
}`,
    ],
  });
}

async function compiles(device: GPUDevice, code: string): Promise<boolean> {
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ label: 'subgroup matrix probe', code });
  const { messages } = await module.getCompilationInfo();
  const error = await device.popErrorScope();
  return error === null && !messages.some(({ type }) => type === 'error');
}
