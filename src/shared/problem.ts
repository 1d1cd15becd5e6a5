// A problem is what is computed (operation, shape, precision), apart from how: a kernel is the how.
// Layouts follow PyTorch: matrices row-major, images N×C×H×W, convolution weights Cout×(Cin/groups)×Kh×Kw.

/** The type of the stored operands. f16 kernels also state in which type they accumulate. */
export type Precision = 'f32' | 'f16' | 'i8';

/** C (m×n) = A (m×k) · B (k×n). */
export interface MatmulProblem {
  readonly op: 'matmul';
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly precision: Precision;
}

/** Square stride and padding, no dilation: what the zoo's convolutions use. */
export interface Conv2dProblem {
  readonly op: 'conv2d';
  readonly batch: number;
  readonly inChannels: number;
  readonly height: number;
  readonly width: number;
  readonly outChannels: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly stride: number;
  readonly padding: number;
  /** 1 for an ordinary convolution, `inChannels` for a depthwise one. */
  readonly groups: number;
  readonly precision: Precision;
}

/** `invocations` independent chains of dependent multiply-adds, `steps` long each: the compute ceiling. */
export interface MultiplyAddProblem {
  readonly op: 'multiply-add';
  readonly invocations: number;
  readonly steps: number;
  readonly precision: Precision;
}

/** Copy `bytes` bytes from one buffer to another: the memory ceiling. Traffic is twice that. */
export interface CopyProblem {
  readonly op: 'copy';
  readonly bytes: number;
  readonly precision: Precision;
}

/** One dispatch of one workgroup that depends on the one before: the launch latency. */
export interface LaunchProblem {
  readonly op: 'launch';
  readonly precision: Precision;
}

export type Problem =
  MatmulProblem | Conv2dProblem | MultiplyAddProblem | CopyProblem | LaunchProblem;

export type Operation = Problem['op'];

/** Height and width of a convolution's output. */
export function conv2dOutputSize(problem: Conv2dProblem): { height: number; width: number } {
  const { height, width, kernelHeight, kernelWidth, stride, padding } = problem;
  return {
    height: Math.floor((height + 2 * padding - kernelHeight) / stride) + 1,
    width: Math.floor((width + 2 * padding - kernelWidth) / stride) + 1,
  };
}

/** The classes of layer whose rates differ enough to be measured apart. */
export type ConvolutionClass = 'pointwise' | 'spatial' | 'depthwise';

export function convolutionClass(problem: Conv2dProblem): ConvolutionClass {
  if (problem.groups > 1 && problem.groups === problem.inChannels) return 'depthwise';
  return problem.kernelHeight === 1 && problem.kernelWidth === 1 ? 'pointwise' : 'spatial';
}

/** Multiply-accumulates of one execution. 1 MAC = 2 FLOP. Launch and copy have none. */
export function problemMacs(problem: Problem): number {
  switch (problem.op) {
    case 'matmul':
      return problem.m * problem.n * problem.k;
    case 'conv2d': {
      const { height, width } = conv2dOutputSize(problem);
      const { batch, inChannels, outChannels, kernelHeight, kernelWidth, groups } = problem;
      return (
        batch * height * width * outChannels * (inChannels / groups) * kernelHeight * kernelWidth
      );
    }
    case 'multiply-add':
      return problem.invocations * problem.steps;
    case 'copy':
    case 'launch':
      return 0;
  }
}

/** A name short enough for a table row: "512 × 512 × 512", "64→64, 56×56, 3×3". */
export function problemLabel(problem: Problem): string {
  switch (problem.op) {
    case 'matmul':
      return `${problem.m} × ${problem.n} × ${problem.k}`;
    case 'conv2d': {
      const parts = [
        `${problem.inChannels}→${problem.outChannels}`,
        `${problem.height}×${problem.width}`,
        `${problem.kernelHeight}×${problem.kernelWidth}`,
      ];
      if (problem.stride !== 1) parts.push(`stride ${problem.stride}`);
      if (problem.batch !== 1) parts.push(`batch ${problem.batch}`);
      return parts.join(', ');
    }
    case 'multiply-add':
      return `${problem.invocations} chains × ${problem.steps}`;
    case 'copy':
      return `${Math.round(problem.bytes / 2 ** 20)} MiB`;
    case 'launch':
      return 'dependent dispatch';
  }
}

export function bytesPerElement(precision: Precision): number {
  return { f32: 4, f16: 2, i8: 1 }[precision];
}
