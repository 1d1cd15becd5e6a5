/** Keeps the variance of constant rows away from 0: PyTorch's default for layer and batch normalization. */
export const EPSILON = 1e-5;
