// Adapters with matrix units are rare, their compiler is not: every fragment, layout and spelling of the kernel
// that Dawn knows passes its front end, and the probe finds that spelling.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compilerErrors, openNullDevice } from '../../../test/support/null-device.ts';
import { probeSubgroupMatrix } from '../../engine/device/subgroup-matrix.ts';
import type { MatmulProblem } from '../../shared/problem.ts';
import type { Tunables } from '../descriptor.ts';
import { kernelById } from '../registry.ts';
import { subgroupMatrixSpelling } from '../wgsl/subgroup-matrix.ts';

let device: GPUDevice;
beforeAll(async () => {
  device = await openNullDevice([
    'shader-f16',
    'subgroups',
    'chromium-experimental-subgroup-matrix',
  ]);
});
afterAll(() => {
  device.destroy();
});

const kernel = kernelById('matmul/subgroup-matrix');
const square: MatmulProblem = { op: 'matmul', m: 64, n: 64, k: 64, precision: 'f16' };

const fragmentOf = ({ matrixM, matrixN, matrixK, accumulatorBits }: Tunables) =>
  [matrixM, matrixN, matrixK, accumulatorBits].join();

/** One variant of every fragment, with the first choice of all else. */
function fragments(problem: MatmulProblem, spelling: number): readonly Tunables[] {
  const all = kernel.variants(problem).filter((variant) => variant['spelling'] === spelling);
  return [...new Map([...all].reverse().map((variant) => [fragmentOf(variant), variant])).values()];
}

async function errorsOf(problem: MatmulProblem, tunables: Tunables): Promise<readonly string[]> {
  const codes = kernel.plan(problem, tunables).passes.map((pass) => pass.code);
  return (await Promise.all(codes.map((code) => compilerErrors(device, code)))).flat();
}

/** Dawn's spellings with columns first: of the layout as template argument and as boolean one. */
const spellings = [1, 2];

describe('the shader of quantized/int8-matrix compiles', () => {
  const int8 = kernelById('quantized/int8-matrix');

  it.each(spellings)('in spelling %i, every fragment, whole blocks and edges', async (spelling) => {
    for (const size of [64, 63]) {
      const problem = {
        op: 'quantized-matmul',
        scheme: 'int8',
        precision: 'i8',
        m: size,
        n: size,
        k: size,
      } as const;
      const all = int8
        .variants(problem)
        .filter((variant) => variant['spelling'] === spelling && variant['bytesPerUnit'] === 4);
      const firsts = new Map(
        [...all].reverse().map((variant) => [fragmentOf(variant), variant] as const),
      );
      expect(firsts.size).toBe(5);
      for (const tunables of firsts.values()) {
        for (const { code } of int8.plan(problem, tunables).passes) {
          expect(await compilerErrors(device, code), JSON.stringify(tunables)).toEqual([]);
        }
      }
    }
  });
});

describe('the shader of matmul/subgroup-matrix compiles', () => {
  it.each(
    spellings.flatMap((spelling) =>
      (['f32', 'f16'] as const).flatMap((precision) =>
        ([undefined, 'a', 'b'] as const).map((transpose) => ({ spelling, precision, transpose })),
      ),
    ),
  )('in spelling $spelling, $precision, transposed $transpose', async (asked) => {
    const { spelling, precision, transpose } = asked;
    const layout = transpose === undefined ? {} : { transpose };
    for (const size of [64, 63]) {
      const problem = { ...square, m: size, n: size, k: size, precision, ...layout };
      for (const tunables of fragments(problem, spelling)) {
        expect(await errorsOf(problem, tunables), JSON.stringify(tunables)).toEqual([]);
      }
    }
  });

  it('with everything in its epilogue', async () => {
    const problem = {
      ...square,
      bias: true,
      activation: 'gelu',
      residual: true,
      batch: 3,
    } as const;
    const [tunables = {}] = kernel.variants(problem);
    expect(await errorsOf(problem, tunables)).toEqual([]);
  });

  it('but not with the dimensions of a fragment exchanged', async () => {
    const wide = fragments(square, 3).find(
      ({ matrixM, matrixK }) => matrixM === 8 && matrixK === 16,
    );
    expect(await errorsOf(square, wide ?? {})).not.toEqual([]);
  });
});

describe('probeSubgroupMatrix', () => {
  const reported = { componentType: 'f16', resultComponentType: 'f32', M: 8, N: 16, K: 16 };

  it('finds a spelling in which the kernel compiles', async () => {
    const traits = await probeSubgroupMatrix(device, { subgroupMatrixConfigs: [reported] });
    expect(traits?.configs).toEqual([
      { componentType: 'f16', resultComponentType: 'f32', m: 8, n: 16, k: 16 },
    ]);
    const spelling = traits && subgroupMatrixSpelling(traits);
    const tunables = fragments(square, spelling ?? 0).find(
      ({ matrixM, matrixN, accumulatorBits }) =>
        matrixM === 8 && matrixN === 16 && accumulatorBits === 32,
    );
    expect(await errorsOf(square, tunables ?? {})).toEqual([]);
  });

  it('finds that this compiler counts byte fragments in words, and that the kernel compiles so', async () => {
    const bytes = { componentType: 's8', resultComponentType: 'i32', M: 16, N: 16, K: 32 };
    const traits = await probeSubgroupMatrix(device, { subgroupMatrixConfigs: [bytes] });
    expect(traits).toMatchObject({ countsWords: true });
    expect(traits?.configs).toHaveLength(1);
  });

  it('finds nothing where the adapter lists no fragment that shaders know', async () => {
    const unknown = { ...reported, componentType: 'bf16' };
    expect(await probeSubgroupMatrix(device, { subgroupMatrixConfigs: [unknown] })).toBeUndefined();
    expect(await probeSubgroupMatrix(device, {})).toBeUndefined();
  });
});
