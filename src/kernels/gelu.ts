// GELU in its tanh form in float64: what wgsl/gelu.wgsl is checked against, alone and in epilogues.

/**
 * ½·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))). Source: Hendrycks and Gimpel, "Gaussian Error Linear Units",
 * arXiv:1606.08415; PyTorch's `gelu(approximate="tanh")`.
 */
export function gelu(x: number): number {
  return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
}
