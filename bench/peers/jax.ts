// @jax-js/jax: jitted functions; images N×C×H×W, weights Cout×Cin×Kh×Kw.
import { defaultDevice, getWebGPUDevice, init, jit, lax, numpy } from '@jax-js/jax';
import { FlopscopeError } from '../../src/shared/errors.ts';
import type { Contender, Execution, Operands, PeerProblem } from './contender.ts';

type Operand = ReturnType<typeof numpy.array>;

export async function open(): Promise<Contender> {
  const started = await init('webgpu');
  if (!started.includes('webgpu')) {
    throw new FlopscopeError('adapter-refused', 'jax-js could not start its WebGPU backend.');
  }
  defaultDevice('webgpu');
  return {
    id: 'jax',
    device: getWebGPUDevice(),
    prepare: async (problem, operands) => [await prepare(problem, operands)],
  };
}

async function prepare(problem: PeerProblem, operands: Operands): Promise<Execution> {
  const { shapes, compute } = operation(problem);
  const left = numpy.array(operands.left, { shape: shapes.left });
  const right = numpy.array(operands.right, { shape: shapes.right });
  await left.blockUntilReady();
  await right.blockUntilReady();
  const compiled = jit(compute);
  return {
    form: 'jit',
    layout: problem.op === 'matmul' ? 'rows' : 'NCHW',
    submit(count) {
      // Arrays are lazy: one that is dropped is never computed. Asking for its buffer dispatches it.
      for (let execution = 0; execution < count; execution++) {
        compiled(left.ref, right.ref).gpuBufferSync();
      }
    },
    read: () => compiled(left.ref, right.ref).data(),
    dispose() {
      left.dispose();
      right.dispose();
      compiled.dispose();
    },
  };
}

function operation(problem: PeerProblem): {
  shapes: { left: number[]; right: number[] };
  compute: (left: Operand, right: Operand) => Operand;
} {
  if (problem.op === 'matmul') {
    const { m, n, k } = problem;
    return {
      shapes: { left: [m, k], right: [k, n] },
      compute: (left, right) => numpy.matmul(left, right),
    };
  }
  const { batch, inChannels, outChannels, height, width, groups, stride, padding } = problem;
  return {
    shapes: {
      left: [batch, inChannels, height, width],
      right: [outChannels, inChannels / groups, problem.kernelHeight, problem.kernelWidth],
    },
    compute: (left, right) =>
      lax.convGeneralDilated(
        left,
        right,
        [stride, stride],
        [
          [padding, padding],
          [padding, padding],
        ],
        { featureGroupCount: groups },
      ),
  };
}
