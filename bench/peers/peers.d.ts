// The small part of each peer's interface that is used here, so that the rest of the project type-checks
// where the peers are not installed. Written from their documentation.

declare module '@tensorflow/tfjs-core' {
  export interface Tensor {
    readonly shape: readonly number[];
    data(): Promise<Float32Array>;
    dispose(): void;
  }
  export interface Variable extends Tensor {
    readonly name: string;
    assign(value: Tensor): void;
  }
  type Binary = (a: Tensor | number, b: Tensor | number) => Tensor;
  type Unary = (x: Tensor) => Tensor;
  type Reduction = (x: Tensor, axes: readonly number[], keepDims?: boolean) => Tensor;
  export function tensor(values: Float32Array, shape: readonly number[]): Tensor;
  export function variable(initial: Tensor, trainable: boolean, name: string): Variable;
  export function matMul(a: Tensor, b: Tensor, transposeA?: boolean, transposeB?: boolean): Tensor;
  export const fused: {
    matMul(operands: { a: Tensor; b: Tensor; bias: Tensor }): Tensor;
  };
  /** @param x N×H×W×C @param filter Kh×Kw×Cin×Cout @param pad pixels on every side */
  export function conv2d(x: Tensor, filter: Tensor, strides: number, pad: number): Tensor;
  /** @param x N×H×W×C @param filter Kh×Kw×C×multiplier @param pad pixels on every side */
  export function depthwiseConv2d(x: Tensor, filter: Tensor, strides: number, pad: number): Tensor;
  /** @param mean as the variance, offset and scale of one rank, broadcast over x */
  export function batchNorm(
    x: Tensor,
    mean: Tensor,
    variance: Tensor,
    offset: Tensor | undefined,
    scale: Tensor | undefined,
    epsilon: number,
  ): Tensor;
  export function moments(
    x: Tensor,
    axes: readonly number[],
    keepDims?: boolean,
  ): { mean: Tensor; variance: Tensor };
  export const add: Binary;
  export const sub: Binary;
  export const mul: Binary;
  export const div: Binary;
  export const squaredDifference: Binary;
  export const square: Unary;
  export const rsqrt: Unary;
  export const exp: Unary;
  export const erf: Unary;
  export const relu: Unary;
  export const softmax: Unary;
  export const sum: Reduction;
  export const mean: Reduction;
  export function reshape(x: Tensor, shape: readonly number[]): Tensor;
  export function transpose(x: Tensor, order: readonly number[]): Tensor;
  export function split(x: Tensor, parts: number, axis: number): Tensor[];
  export const losses: {
    /** Mean over the rows. */
    softmaxCrossEntropy(oneHotLabels: Tensor, logits: Tensor): Tensor;
  };
  type Save = (kept: readonly Tensor[]) => void;
  export function customGrad<Inputs extends readonly Tensor[]>(
    f: (...call: [...Inputs, Save]) => {
      value: Tensor;
      gradFunc: (dy: Tensor, saved: Tensor[]) => Tensor | Tensor[];
    },
  ): (...inputs: Inputs) => Tensor;
  export function variableGrads(
    f: () => Tensor,
    variables: readonly Variable[],
  ): { value: Tensor; grads: Readonly<Record<string, Tensor>> };
  export interface Optimizer {
    minimize(f: () => Tensor, returnCost: true, variables: readonly Variable[]): Tensor;
    minimize(f: () => Tensor, returnCost: false, variables: readonly Variable[]): null;
    dispose(): void;
  }
  export const train: {
    momentum(rate: number, momentum: number): Optimizer;
    adam(rate: number, beta1: number, beta2: number, epsilon: number): Optimizer;
  };
  export function tidy<T>(f: () => T): T;
  export function dispose(tensors: Readonly<Record<string, Tensor>> | readonly Tensor[]): void;
  export function setBackend(name: 'webgpu'): Promise<boolean>;
  export function backend(): unknown;
  export function enableProdMode(): void;
}

/** Gives every kernel its gradient, for which the core alone has none. */
declare module '@tensorflow/tfjs-core/dist/register_all_gradients' {}

declare module '@tensorflow/tfjs-backend-webgpu' {
  export interface WebGPUBackend {
    readonly device: GPUDevice;
    ensureCommandEncoderReady(): void;
    endComputePassEncoder(): void;
    submitQueue(): void;
  }
}

declare module 'onnxruntime-web/webgpu' {
  export interface TypedTensor {
    getData(): Promise<Float32Array>;
    dispose(): void;
  }
  export const Tensor: {
    fromGpuBuffer(
      buffer: GPUBuffer,
      options: { dataType: 'float32'; dims: readonly number[] },
    ): TypedTensor;
  };
  export interface InferenceSession {
    run(
      feeds: Readonly<Record<string, TypedTensor>>,
      fetches: Readonly<Record<string, TypedTensor>>,
    ): Promise<unknown>;
    release(): Promise<void>;
  }
  export const InferenceSession: {
    create(
      model: Uint8Array,
      options: {
        executionProviders: readonly {
          name: 'webgpu';
          preferredLayout?: 'NCHW' | 'NHWC';
          device?: GPUDevice;
        }[];
        enableGraphCapture?: boolean;
      },
    ): Promise<InferenceSession>;
  };
  export const env: {
    logLevel: 'warning' | 'error';
    wasm: { numThreads: number };
    webgpu: { device: Promise<GPUDevice>; powerPreference?: 'high-performance' };
  };
}

declare module '@jax-js/jax' {
  export interface Array {
    /** One more reference: every operation consumes one. */
    readonly ref: Array;
    data(): Promise<Float32Array>;
    blockUntilReady(): Promise<Array>;
    /** Dispatches what the array is computed from, and gives up the array. */
    gpuBufferSync(): GPUBuffer;
    dispose(): void;
  }
  type Binary = (a: Array, b: Array) => Array;
  export function init(device: 'webgpu'): Promise<readonly string[]>;
  export function defaultDevice(device: 'webgpu'): string;
  export function getWebGPUDevice(): GPUDevice;
  export function jit(f: Binary): Binary & { dispose(): void };
  export const numpy: {
    array(values: Float32Array, options: { shape: readonly number[] }): Array;
    matmul: Binary;
  };
  export const lax: {
    /** Images N×Cin×H×W, weights Cout×(Cin/groups)×Kh×Kw. */
    convGeneralDilated(
      lhs: Array,
      rhs: Array,
      windowStrides: readonly number[],
      padding: readonly (readonly [number, number])[],
      options: { featureGroupCount: number },
    ): Array;
  };
}
