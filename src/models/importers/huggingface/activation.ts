// The names that transformers gives activation functions (activations.py, ACT2CLS).
import * as v from 'valibot';
import type { ActivationKind } from '../../zoo/families/transformer/transformer-spec.ts';

const KINDS: Readonly<Record<string, ActivationKind>> = {
  relu: 'relu',
  tanh: 'tanh',
  silu: 'silu',
  swish: 'silu',
  gelu: 'gelu',
  gelu_python: 'gelu',
  gelu_new: 'gelu-tanh',
  gelu_fast: 'gelu-tanh',
  gelu_accurate: 'gelu-tanh',
  gelu_pytorch_tanh: 'gelu-tanh',
  gelu_python_tanh: 'gelu-tanh',
};

export const activation = v.pipe(
  v.string('it must be the name of an activation function'),
  v.check(
    (name) => Object.hasOwn(KINDS, name),
    `this activation is not known; known are ${Object.keys(KINDS).join(', ')}`,
  ),
  v.transform((name): ActivationKind => KINDS[name] ?? 'gelu'),
);
