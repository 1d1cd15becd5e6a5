// What a fused layer does to its product before it is stored: add a bias, apply a function.
import * as v from 'valibot';
import { type CostCall, refuse } from '../operator.ts';
import { operator as activation } from '../operators/activation.operator.ts';
import { totalElements } from '../shapes.ts';

/** The functions that the matrix product's epilogue knows; its GELU is the tanh form. */
export const fusedActivation = v.optional(v.picklist(['relu', 'gelu-tanh']));

/** The one that a convolution's knows. */
export const fusedRelu = v.optional(v.literal('relu'));

export type FusedActivation = 'relu' | 'gelu-tanh';

export interface EpilogueAttributes {
  readonly bias: boolean;
  readonly activation?: FusedActivation | undefined;
}

export interface EpilogueFlops {
  readonly otherFlops: number;
  readonly specialFunctions: number;
}

/** One addition an element for the bias; the function as the operator `activation` counts it. */
export function epilogueFlops(call: CostCall<EpilogueAttributes>): EpilogueFlops {
  const { bias, activation: kind } = call.attributes;
  const added = bias ? totalElements(call.outputs) : 0;
  if (kind === undefined) return { otherFlops: added, specialFunctions: 0 };
  const { otherFlops, specialFunctions } = activation.forward({
    ...call,
    attributes: { kind },
    inputs: call.outputs,
    parameters: [],
  });
  return { otherFlops: added + otherFlops, specialFunctions };
}

/** The epilogue as a matrix product names it; nothing unless a function is fused. */
export function epilogueOf({ bias, activation: kind }: EpilogueAttributes) {
  if (kind === undefined) return {};
  const names = { relu: 'relu', 'gelu-tanh': 'gelu' } as const;
  return { ...(bias ? { bias } : {}), activation: names[kind] };
}

/** The epilogue as a convolution names it. */
export function convolutionEpilogue({
  bias,
  activation,
}: Pick<EpilogueAttributes, 'bias'> & { readonly activation?: 'relu' | undefined }) {
  return { ...(bias ? { bias } : {}), ...(activation === undefined ? {} : { activation }) };
}

/** @throws FlopscopeError `invalid-input`: what backward needs is never stored. */
export function refuseFusedBackward({ activation: kind }: EpilogueAttributes): void {
  if (kind !== undefined) {
    refuse('its activation is fused into it for inference. Train the model before it is fused.');
  }
}
