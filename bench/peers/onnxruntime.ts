// onnxruntime-web's WebGPU execution provider: a session of one node, weights as constants, input and output
// bound to GPU buffers. Convolutions in both of its layouts, each without a transposition around it.
import { env, InferenceSession, Tensor } from 'onnxruntime-web/webgpu';
import { GPUBufferUsageBits } from '../../src/engine/device/gpu-session.ts';
import { conv2dOutputSize, type Conv2dProblem } from '../../src/shared/problem.ts';
import type { Contender, Execution, Operands, PeerProblem } from './contender.ts';
import { imagesToNhwc } from './layouts.ts';
import { onnxModel, type OnnxGraph } from './onnx-model.ts';

type Dims = readonly number[];

interface SessionForm {
  readonly form: string;
  readonly layout: Execution['layout'];
  readonly preferredLayout: 'NCHW' | 'NHWC';
  readonly graph: OnnxGraph;
  readonly input: Float32Array<ArrayBuffer>;
}

export async function open(): Promise<Contender> {
  // Threads would serve operators on the CPU; there are none here.
  env.wasm.numThreads = 1;
  env.logLevel = 'error';
  env.webgpu.powerPreference = 'high-performance';
  // The library opens its device with its first session and closes it with its last: this one stays.
  const smallest = {
    op: 'matmul',
    m: 1,
    n: 1,
    k: 1,
    precision: 'f32',
  } as const;
  const one = new Float32Array([1]);
  await createSession(matmulForm(smallest, { left: one, right: one, seed: 0 }));
  const device = await env.webgpu.device;
  return {
    id: 'ort',
    device,
    async prepare(problem, operands) {
      const forms =
        problem.op === 'matmul'
          ? [matmulForm(problem, operands)]
          : [channelsFirst(problem, operands), channelsLast(problem, operands)];
      const executions: Execution[] = [];
      for (const form of forms) executions.push(await prepare(device, form));
      return executions;
    },
  };
}

function createSession({ graph, preferredLayout }: SessionForm): Promise<InferenceSession> {
  return InferenceSession.create(onnxModel(graph), {
    executionProviders: [{ name: 'webgpu', preferredLayout }],
  });
}

async function prepare(device: GPUDevice, form: SessionForm): Promise<Execution> {
  const session = await createSession(form);
  const x = gpuTensor(device, form.graph.input.dims);
  const y = gpuTensor(device, form.graph.output.dims);
  device.queue.writeBuffer(x.buffer, 0, form.input);
  const feeds = { [form.graph.input.name]: x.tensor };
  const fetches = { [form.graph.output.name]: y.tensor };
  return {
    form: form.form,
    layout: form.layout,
    async submit(count) {
      // Each run encodes and submits; with the output on the GPU it does not wait for the result.
      for (let execution = 0; execution < count; execution++) await session.run(feeds, fetches);
    },
    async read() {
      await session.run(feeds, fetches);
      return readBuffer(device, y.buffer);
    },
    async dispose() {
      await session.release();
      x.buffer.destroy();
      y.buffer.destroy();
    },
  };
}

function gpuTensor(device: GPUDevice, dims: Dims) {
  const buffer = device.createBuffer({
    size: Math.max(16, 4 * product(dims)),
    usage: GPUBufferUsageBits.STORAGE | GPUBufferUsageBits.COPY_SRC | GPUBufferUsageBits.COPY_DST,
  });
  return { buffer, tensor: Tensor.fromGpuBuffer(buffer, { dataType: 'float32', dims }) };
}

async function readBuffer(device: GPUDevice, source: GPUBuffer): Promise<Float32Array> {
  const staging = device.createBuffer({
    size: source.size,
    usage: GPUBufferUsageBits.COPY_DST | GPUBufferUsageBits.MAP_READ,
  });
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(source, 0, staging, 0, source.size);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(MAP_MODE_READ);
  const values = new Float32Array(staging.getMappedRange().slice(0));
  staging.destroy();
  return values;
}

/** GPUMapMode.READ of the specification. */
const MAP_MODE_READ = 1;

function matmulForm(
  { m, n, k }: Extract<PeerProblem, { op: 'matmul' }>,
  { left, right }: Operands,
): SessionForm {
  return {
    form: 'MatMul',
    layout: 'rows',
    preferredLayout: 'NHWC',
    input: left,
    graph: {
      input: { name: 'a', dims: [m, k] },
      constant: { name: 'b', dims: [k, n], values: right },
      output: { name: 'c', dims: [m, n] },
      nodes: [{ operator: 'MatMul', inputs: ['a', 'b'], output: 'c' }],
    },
  };
}

function channelsFirst(problem: Conv2dProblem, { left, right }: Operands): SessionForm {
  const { batch, inChannels, height, width } = problem;
  return {
    form: 'NCHW',
    layout: 'NCHW',
    preferredLayout: 'NCHW',
    input: left,
    graph: {
      input: { name: 'x', dims: [batch, inChannels, height, width] },
      constant: weights(problem, right),
      output: { name: 'y', dims: outputDims(problem) },
      nodes: [convolution(problem, 'x', 'y')],
    },
  };
}

/** The session's optimizer cancels these transpositions against those that the layout asks for. */
function channelsLast(problem: Conv2dProblem, { left, right }: Operands): SessionForm {
  const { batch, inChannels, height, width } = problem;
  const [images = 1, channels = 1, rows = 1, columns = 1] = outputDims(problem);
  return {
    form: 'NHWC',
    layout: 'NHWC',
    preferredLayout: 'NHWC',
    input: imagesToNhwc(left, problem),
    graph: {
      input: { name: 'x', dims: [batch, height, width, inChannels] },
      constant: weights(problem, right),
      output: { name: 'y', dims: [images, rows, columns, channels] },
      nodes: [
        transpose('x', 'planes', [0, 3, 1, 2]),
        convolution(problem, 'planes', 'result'),
        transpose('result', 'y', [0, 2, 3, 1]),
      ],
    },
  };
}

function weights(problem: Conv2dProblem, values: Float32Array<ArrayBuffer>) {
  const { outChannels, inChannels, groups, kernelHeight, kernelWidth } = problem;
  return { name: 'w', dims: [outChannels, inChannels / groups, kernelHeight, kernelWidth], values };
}

function convolution(problem: Conv2dProblem, input: string, output: string) {
  const { kernelHeight, kernelWidth, stride, padding, groups } = problem;
  return {
    operator: 'Conv',
    inputs: [input, 'w'],
    output,
    attributes: {
      kernel_shape: [kernelHeight, kernelWidth],
      strides: [stride, stride],
      pads: [padding, padding, padding, padding],
      group: groups,
    },
  };
}

function transpose(input: string, output: string, perm: readonly number[]) {
  return { operator: 'Transpose', inputs: [input], output, attributes: { perm } };
}

function outputDims(problem: Conv2dProblem): Dims {
  const { height, width } = conv2dOutputSize(problem);
  return [problem.batch, problem.outChannels, height, width];
}

function product(dims: Dims): number {
  return dims.reduce((size, dim) => size * dim, 1);
}
