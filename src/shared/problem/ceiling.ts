// The problems that no model contains: they find what the device can do at most.
import * as v from 'valibot';
import { precisionSchema, sizeSchema } from './fields.ts';

/** `invocations` independent chains of dependent multiply-adds, `steps` long each: the compute ceiling. */
export const multiplyAddSchema = v.object({
  op: v.literal('multiply-add'),
  invocations: sizeSchema,
  steps: sizeSchema,
  precision: precisionSchema,
});

/** Like multiply-add, by matrix units: `subgroups` of them each do `steps` products of one fragment. */
export const matrixMultiplyAddSchema = v.object({
  op: v.literal('matrix-multiply-add'),
  subgroups: sizeSchema,
  steps: sizeSchema,
  precision: precisionSchema,
});

/** Copy `bytes` bytes from one buffer to another: the memory ceiling. Traffic is twice that. */
export const copySchema = v.object({
  op: v.literal('copy'),
  bytes: sizeSchema,
  precision: precisionSchema,
});

/** a = b + s·c over three buffers of `bytes` bytes (STREAM triad). Traffic is three times that. */
export const triadSchema = v.object({
  op: v.literal('triad'),
  bytes: sizeSchema,
  precision: precisionSchema,
});

/** `invocations` that each read `steps` vectors of four from workgroup memory. */
export const workgroupMemorySchema = v.object({
  op: v.literal('workgroup-memory'),
  invocations: sizeSchema,
  steps: sizeSchema,
  precision: precisionSchema,
});

/** One dispatch of one workgroup that depends on the one before: the launch latency. */
export const launchSchema = v.object({ op: v.literal('launch'), precision: precisionSchema });

export type MultiplyAddProblem = Readonly<v.InferOutput<typeof multiplyAddSchema>>;
export type MatrixMultiplyAddProblem = Readonly<v.InferOutput<typeof matrixMultiplyAddSchema>>;
export type CopyProblem = Readonly<v.InferOutput<typeof copySchema>>;
export type TriadProblem = Readonly<v.InferOutput<typeof triadSchema>>;
export type WorkgroupMemoryProblem = Readonly<v.InferOutput<typeof workgroupMemorySchema>>;
export type LaunchProblem = Readonly<v.InferOutput<typeof launchSchema>>;
