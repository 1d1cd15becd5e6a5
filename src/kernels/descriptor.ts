// What a kernel tells the engine: what to dispatch for which problem, with which tunables, and how its
// answer is checked. Descriptors are data; nothing in this folder holds a GPUDevice.
import type { Problem } from '../shared/problem.ts';

/** One choice of tile sizes and the like. Baked into the shader as constants, kept in the result. */
export type Tunables = Readonly<Record<string, number>>;

/** What of the device decides whether and how a kernel can run. */
export interface DeviceTraits {
  readonly features: ReadonlySet<string>;
  readonly languageFeatures: ReadonlySet<string>;
  readonly maxComputeInvocationsPerWorkgroup: number;
  readonly maxComputeWorkgroupStorageSize: number;
  readonly maxComputeWorkgroupsPerDimension: number;
  readonly maxStorageBufferBindingSize: number;
  /** Bounds of the subgroup size; both 0 where shaders have no subgroups. Equal where the size is fixed. */
  readonly subgroupMinSize: number;
  readonly subgroupMaxSize: number;
  /** Matrix units, as far as shaders reach them here; undefined without. */
  readonly subgroupMatrix: SubgroupMatrixTraits | undefined;
}

/**
 * How WGSL spells the layout of a matrix in memory: the draft has it as a template argument, Dawn's
 * experimental feature as a boolean argument. Found by compiling both when the device is opened.
 */
export type SubgroupMatrixSyntax = 'layout-template' | 'column-major-argument';

/** One shape of fragment: result (m×n) += left (m×k) · right (k×n). */
export interface SubgroupMatrixConfig {
  readonly componentType: 'f32' | 'f16' | 'i8' | 'u8';
  readonly resultComponentType: 'f32' | 'f16' | 'i32' | 'u32';
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

export interface SubgroupMatrixTraits {
  /** The name to `enable`. */
  readonly extension: string;
  readonly syntax: SubgroupMatrixSyntax;
  /** Types name rows before columns, `left<T, M, K>`; Dawn has named columns first, `left<T, K, M>`. */
  readonly rowsFirst?: boolean;
  /** Offsets and strides of byte fragments count the words that they are stored in; else bytes. */
  readonly countsWords?: boolean;
  readonly configs: readonly SubgroupMatrixConfig[];
}

/** How a buffer's elements are read and written on the CPU side. */
export type ElementFormat = 'f32' | 'f16' | 'i32' | 'u32' | 'i8x4';

export interface InputBuffer {
  readonly role: 'input';
  readonly name: string;
  readonly format: ElementFormat;
  /** Number of elements of `format`. Filled with zero-mean random data from the run's seed. */
  readonly length: number;
  /** Half-width of the uniform distribution for floats; default 1. Integers use their whole range. */
  readonly amplitude?: number;
  /**
   * Contents that are not simply random, such as the indices of a sparse matrix: `length` values (words of
   * four for i8x4), drawn by the given generator of numbers in [0, 1).
   */
  readonly contents?: (random: () => number) => ArrayLike<number>;
}

/**
 * Read and written in place, such as the parameters of an optimizer step: filled like an input before every
 * verification. `inputs[name]` holds what stood there before.
 */
export interface UpdateBuffer {
  readonly role: 'update';
  readonly name: string;
  readonly format: ElementFormat;
  readonly length: number;
  /** As those of an input. */
  readonly amplitude?: number;
  readonly contents?: (random: () => number) => ArrayLike<number>;
}

/** Poisoned before verification, so that an element that is never written shows. */
export interface OutputBuffer {
  readonly role: 'output';
  readonly name: string;
  readonly format: ElementFormat;
  readonly length: number;
  /** Zeroed instead of poisoned: the kernel adds to it. */
  readonly accumulates?: boolean;
}

export interface UniformBuffer {
  readonly role: 'uniform';
  readonly name: string;
  readonly format: 'f32' | 'u32' | 'i32';
  readonly values: readonly number[];
  /** Values for the verification run, where the timed ones are too long or too chaotic to follow. */
  readonly verifyValues?: readonly number[];
}

/** Carries intermediate results from one pass to a later one; bound as storage that is read and written. */
export interface ScratchBuffer {
  readonly role: 'scratch';
  readonly name: string;
  readonly format: ElementFormat;
  readonly length: number;
}

export type BufferSpec = InputBuffer | UpdateBuffer | OutputBuffer | UniformBuffer | ScratchBuffer;

/** One shader dispatch. `bindings` names the buffers of @group(0) in the order of their @binding. */
export interface ShaderPass {
  readonly label: string;
  readonly code: string;
  readonly bindings: readonly string[];
  readonly workgroups: readonly [number, number, number];
  /** Values of the shader's `override` constants. */
  readonly overrides?: Readonly<Record<string, number>>;
  /** Other values for the verification run; the shader is then compiled once for each. */
  readonly verifyOverrides?: Readonly<Record<string, number>>;
}

/** Decoded contents of the inputs, exactly as the kernel sees them (already rounded to its precision). */
export type DecodedBuffer = Float32Array | Int32Array | Uint32Array;
export type DecodedInputs = Readonly<Record<string, DecodedBuffer>>;

/** One output element computed in float64, with |A|·|B|: the magnitude that its error is measured against. */
export interface ReferenceValue {
  readonly value: number;
  readonly magnitude: number;
}

export type Tolerance =
  | { readonly kind: 'exact' }
  | {
      readonly kind: 'rounding';
      /** Unit roundoff of the accumulation: 2^-24 for f32, 2^-11 for f16. */
      readonly accumulationRoundoff: number;
      /** Unit roundoff of the stored result, relative to the result itself. */
      readonly storageRoundoff: number;
      /** Bound in units of accumulationRoundoff; 8 unless the family derives another. */
      readonly units: number;
    };

export interface Verification {
  /** Name of the output, or updated, buffer that is checked. */
  readonly output: string;
  readonly tolerance: Tolerance;
  /** The element `index` of the output after one execution. */
  reference(inputs: DecodedInputs, index: number): ReferenceValue;
  /** Cost of one call of `reference` in multiply-adds, where it is not flops / 2 / length of the output. */
  readonly referenceMacs?: number;
}

/** Everything the engine needs to run one problem once. */
export interface KernelPlan {
  readonly passes: readonly ShaderPass[];
  readonly buffers: readonly BufferSpec[];
  /** Useful arithmetic of one execution, 1 MAC = 2 FLOP; work wasted on padding does not count. */
  readonly flops: number;
  /** Compulsory traffic of one execution: every input read once, every output written once. */
  readonly bytes: number;
  readonly verification: Verification;
  /** For kernels with several results, such as an optimizer step: every one of them must hold. */
  readonly furtherVerifications?: readonly Verification[];
}

export interface KernelDescriptor<P extends Problem = Problem> {
  /** Folder and name, "matmul/block-tile"; stays the same for ever, results refer to it. */
  readonly id: string;
  readonly op: P['op'];
  readonly label: string;
  /** One sentence for a person who asks what this kernel does differently. */
  readonly summary: string;
  /** What other designs are measured against: it runs however short the time for tuning is. */
  readonly baseline?: true;
  /** It multiplies by matrix units: their ceiling is the one that it is held against. */
  readonly matrixUnits?: true;
  /** The tunables worth trying for this problem, the safest first. Never empty. */
  variants(problem: P): readonly Tunables[];
  /** Why this kernel cannot run this problem on this device, as a sentence; undefined when it can. */
  unsupported(problem: P, tunables: Tunables, traits: DeviceTraits): string | undefined;
  plan(problem: P, tunables: Tunables): KernelPlan;
}
