// The small part of each peer's interface that is used here, so that the rest of the project type-checks
// where the peers are not installed. Written from their documentation.

declare module '@tensorflow/tfjs-core' {
  export interface Tensor {
    data(): Promise<Float32Array>;
    dispose(): void;
  }
  export function tensor(values: Float32Array, shape: readonly number[]): Tensor;
  export function matMul(a: Tensor, b: Tensor): Tensor;
  /** @param x N×H×W×C @param filter Kh×Kw×Cin×Cout @param pad pixels on every side */
  export function conv2d(x: Tensor, filter: Tensor, strides: number, pad: number): Tensor;
  /** @param x N×H×W×C @param filter Kh×Kw×C×multiplier @param pad pixels on every side */
  export function depthwiseConv2d(x: Tensor, filter: Tensor, strides: number, pad: number): Tensor;
  export function setBackend(name: 'webgpu'): Promise<boolean>;
  export function backend(): unknown;
  export function enableProdMode(): void;
}

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
