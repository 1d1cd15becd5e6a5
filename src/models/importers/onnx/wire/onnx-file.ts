// What is kept of an ONNX file: its structure, without weights. Names as in onnx.proto.
import type { ElementType } from './element-types.ts';

/** Where the payload of a tensor lies outside the file. */
export interface ExternalData {
  readonly location: string;
  readonly offset: number;
  /** Bytes; absent: what the shape needs. */
  readonly length?: number;
}

export interface OnnxTensor {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly type: ElementType;
  readonly elements: number;
  /** Content of small numeric tensors. */
  readonly content?: readonly number[];
  readonly external?: ExternalData;
  /** No payload, in the file or outside: the weights were stripped. */
  readonly empty: boolean;
}

/** A size, a named axis, or an axis that the file leaves open. */
export type OnnxAxis = number | string | null;

export interface OnnxValueInfo {
  readonly name: string;
  /** Absent for sequences, maps and optionals. */
  readonly type?: ElementType;
  /** Absent when the file does not even say how many axes there are. */
  readonly axes?: readonly OnnxAxis[];
}

export interface OnnxAttribute {
  readonly name: string;
  readonly float?: number;
  readonly integer?: number;
  readonly text?: string;
  readonly tensor?: OnnxTensor;
  readonly graph?: OnnxGraph;
  readonly floats: readonly number[];
  readonly integers: readonly number[];
  readonly texts: readonly string[];
  /** In a function: the attribute of its caller that stands here. */
  readonly reference?: string;
}

export interface OnnxNode {
  readonly name: string;
  readonly type: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, OnnxAttribute>;
  /** Byte in the file. */
  readonly position: number;
}

export interface OnnxGraph {
  readonly name: string;
  /** In an order in which they can run, once `orderGraph` has seen them. */
  readonly nodes: readonly OnnxNode[];
  readonly initializers: ReadonlyMap<string, OnnxTensor>;
  readonly inputs: readonly OnnxValueInfo[];
  readonly outputs: readonly OnnxValueInfo[];
  readonly values: ReadonlyMap<string, OnnxValueInfo>;
}

export interface OnnxFunction {
  readonly domain: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Defaults of attributes that a caller may leave out. */
  readonly defaults: ReadonlyMap<string, OnnxAttribute>;
  readonly nodes: readonly OnnxNode[];
}

export interface OnnxModel {
  readonly irVersion: number;
  readonly producer: string;
  readonly producerVersion: string;
  readonly domain: string;
  /** Version by domain; "" is ai.onnx. */
  readonly opsets: ReadonlyMap<string, number>;
  readonly graph: OnnxGraph;
  /** By domain and name, see `functionKey`. */
  readonly functions: ReadonlyMap<string, OnnxFunction>;
}

export function functionKey(domain: string, name: string): string {
  return `${normalDomain(domain)}:${name}`;
}

/** The standard domain has two names. */
export function normalDomain(domain: string): string {
  return domain === 'ai.onnx' ? '' : domain;
}
