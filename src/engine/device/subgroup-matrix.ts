// Finds out whether shaders can reach the device's matrix units, and in which of WGSL's two spellings.
import type {
  SubgroupMatrixConfig,
  SubgroupMatrixSyntax,
  SubgroupMatrixTraits,
} from '../../kernels/descriptor.ts';

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

export async function probeSubgroupMatrix(
  device: GPUDevice,
  info: GPUAdapterInfo,
): Promise<SubgroupMatrixTraits | undefined> {
  const feature = SUBGROUP_MATRIX_FEATURES.find((name) => device.features.has(name));
  if (feature === undefined) return undefined;
  const reported = (info as { subgroupMatrixConfigs?: Iterable<ReportedConfig> })
    .subgroupMatrixConfigs;
  const configs = [...(reported ?? [])].flatMap((config) => knownConfig(config) ?? []);
  const [first] = configs;
  if (first === undefined) return undefined;
  const extension = EXTENSIONS[feature];
  for (const syntax of ['layout-template', 'column-major-argument'] as const) {
    if (await compiles(device, probeShader(extension, syntax, first))) {
      return { extension, syntax, configs };
    }
  }
  return undefined;
}

function knownConfig(config: ReportedConfig): SubgroupMatrixConfig | undefined {
  // Dawn in Node reports "s8" or "i8" by the age of its bindings.
  const name = (type: string) => type.replace(/^s(?=\d)/, 'i');
  const componentType = COMPONENTS.find((known) => known === name(config.componentType));
  const resultComponentType = RESULTS.find((known) => known === name(config.resultComponentType));
  if (componentType === undefined || resultComponentType === undefined) return undefined;
  return { componentType, resultComponentType, m: config.M, n: config.N, k: config.K };
}

/** The smallest shader that loads a fragment. */
function probeShader(
  extension: string,
  syntax: SubgroupMatrixSyntax,
  { componentType, m, k }: SubgroupMatrixConfig,
): string {
  const fragment = `subgroup_matrix_left<${componentType}, ${k}, ${m}>`;
  const element = { f32: 'f32', f16: 'f16', i8: 'i32', u8: 'u32' }[componentType];
  const load =
    syntax === 'layout-template'
      ? `subgroupMatrixLoad<${fragment}, row_major>(&source, 0, ${k})`
      : `subgroupMatrixLoad<${fragment}>(&source, 0, false, ${k})`;
  return `${componentType === 'f16' ? 'enable f16;' : ''}
enable ${extension};
@group(0) @binding(0) var<storage, read> source: array<${element}, 4096>;
@compute @workgroup_size(128) fn main() { _ = ${load}; }`;
}

async function compiles(device: GPUDevice, code: string): Promise<boolean> {
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ label: 'subgroup matrix probe', code });
  const { messages } = await module.getCompilationInfo();
  const error = await device.popErrorScope();
  return error === null && !messages.some(({ type }) => type === 'error');
}
