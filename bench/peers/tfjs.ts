// @tensorflow/tfjs-backend-webgpu: images N×H×W×C, filters Kh×Kw×Cin×Cout, its natural layout.
import * as tf from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { FlopscopeError } from '../../src/shared/errors.ts';
import type { Contender, Execution, Operands, PeerProblem } from './contender.ts';
import { imagesToNhwc, weightsToHwio } from './layouts.ts';
import { flush, openBackend } from './tfjs-backend.ts';

export async function open(): Promise<Contender> {
  const backend = await openBackend();
  return {
    id: 'tfjs',
    device: backend.device,
    prepare: (problem, operands) => Promise.resolve([prepare(backend, problem, operands)]),
  };
}

function prepare(backend: WebGPUBackend, problem: PeerProblem, operands: Operands): Execution {
  const { left, right, compute } = operation(problem, operands);
  return {
    form: problem.op === 'matmul' ? 'matMul' : 'NHWC',
    layout: problem.op === 'matmul' ? 'rows' : 'NHWC',
    submit(count) {
      // Operations are encoded at once but submitted fifteen at a time; a disposed result's buffer is only
      // taken again after the submit that writes it, so nothing is skipped.
      for (let execution = 0; execution < count; execution++) compute(left, right).dispose();
      flush(backend);
    },
    async read() {
      const result = compute(left, right);
      const values = await result.data();
      result.dispose();
      return values;
    },
    dispose() {
      left.dispose();
      right.dispose();
    },
  };
}

interface Operation {
  readonly left: tf.Tensor;
  readonly right: tf.Tensor;
  readonly compute: (left: tf.Tensor, right: tf.Tensor) => tf.Tensor;
}

function operation(problem: PeerProblem, { left, right }: Operands): Operation {
  if (problem.op === 'matmul') {
    return {
      left: tf.tensor(left, [problem.m, problem.k]),
      right: tf.tensor(right, [problem.k, problem.n]),
      compute: (a, b) => tf.matMul(a, b),
    };
  }
  const { batch, inChannels, outChannels, height, width, groups, stride, padding } = problem;
  const window = [problem.kernelHeight, problem.kernelWidth];
  const depthwise = groups === inChannels && groups === outChannels && groups > 1;
  if (groups > 1 && !depthwise) {
    throw new FlopscopeError('invalid-input', 'tfjs has no grouped convolution.');
  }
  const filterShape = depthwise ? [...window, inChannels, 1] : [...window, inChannels, outChannels];
  const convolve = depthwise ? tf.depthwiseConv2d : tf.conv2d;
  return {
    left: tf.tensor(imagesToNhwc(left, problem), [batch, height, width, inChannels]),
    // Kh×Kw×1×C and Kh×Kw×C×1 are the same numbers in the same order.
    right: tf.tensor(weightsToHwio(right, problem), filterShape),
    compute: (x, filter) => convolve(x, filter, stride, padding),
  };
}
