// If, Loop and Scan: a branch is chosen where its condition is known, else the costlier one is counted; the body
// of a loop is counted for every trip.
import { packShapes } from '../../../packed-shapes.ts';
import { FlopscopeError } from '../../../../shared/errors.ts';
import { brokenFile } from '../../broken-file.ts';
import { plainText, quoted } from '../../plain-text.ts';
import { layerName } from '../graph/layer-name.ts';
import { type NodeCall, NotKnown, type OperatorTable } from '../graph/node-call.ts';
import { freeNames } from '../graph/order-graph.ts';
import { Plan, planFlops } from '../graph/plan.ts';
import {
  constantValue,
  type OnnxValue,
  sizesOf,
  tensorValue,
  unknownValue,
} from '../graph/value.ts';
import { BOOL } from '../wire/element-types.ts';
import type { OnnxGraph, OnnxTensor } from '../wire/onnx-file.ts';

/** Loops of so few trips are written out, so that shapes that grow are exact. */
const WRITTEN_OUT = 16;
/** Trips of a loop that the file does not bound, until somebody says otherwise. */
const DEFAULT_TRIPS = 16;
/** Beyond it a trip count means "until the condition ends it". */
const MOST_TRIPS = 2 ** 31;

interface Branch {
  readonly graph: OnnxGraph;
  readonly label: string;
}

interface Tried extends Branch {
  readonly plan: Plan;
  readonly flops: number;
  /** Absent when the branch cannot run at these sizes. */
  readonly outputs?: readonly OnnxValue[];
  readonly problem?: FlopscopeError;
}

function conditional(call: NodeCall): readonly OnnxValue[] {
  const [condition] = call.constant(0) ?? [];
  const { plan, notes } = call.around;
  const yes: Branch = { graph: call.graph('then_branch'), label: 'then' };
  const no: Branch = { graph: call.graph('else_branch'), label: 'else' };
  if (condition !== undefined) {
    const { graph, label } = condition === 0 ? no : yes;
    return call.around.run(graph, [], plan, label);
  }
  const [first, second] = [tryBranch(call, yes), tryBranch(call, no)];
  const [chosen, other] = first.flops >= second.flops ? [first, second] : [second, first];
  if (!chosen.outputs) throw chosen.problem ?? new NotKnown();
  plan.adopt(chosen.plan);
  plan.adoptParameters(other.plan);
  if (other.outputs) {
    notes.add(
      `Where a branch depends on the data (${quoted(call.name)}), the costlier one is counted: an upper bound. The weights of both count as parameters.`,
    );
  } else {
    adoptStored(call, other);
    notes.add(
      `Of ${quoted(call.name)} only one branch can run at these sizes and is counted; the weights of both count as parameters.`,
    );
  }
  return chosen.outputs;
}

function tryBranch(call: NodeCall, branch: Branch): Tried {
  const plan = new Plan(call.around.plan);
  try {
    const outputs = call.around.run(branch.graph, [], plan, branch.label);
    return { ...branch, plan, outputs, flops: planFlops(plan) };
  } catch (thrown) {
    if (!(thrown instanceof FlopscopeError) || thrown.code === 'internal') throw thrown;
    return { ...branch, plan, flops: -1, problem: thrown };
  }
}

/** Weights that a branch stores but was not walked to. */
function adoptStored(call: NodeCall, { graph, label, plan: tried }: Tried): void {
  const { plan } = call.around;
  const known = new Set(
    [...plan.layers, ...tried.layers].flatMap((l) => Object.values(l.parameters)),
  );
  const prefix = `${call.name}/${label}/`;
  const own = (tensor: OnnxTensor, name: string) =>
    call.around.stored(tensor, plainText(`${prefix}${name}`, 200));
  const values = [
    ...[...graph.initializers.values()].map((tensor) => own(tensor, tensor.name)),
    ...graph.nodes.flatMap((node, index) => {
      const tensor = node.type === 'Constant' ? node.attributes.get('value')?.tensor : undefined;
      return tensor ? [own(tensor, layerName(node, index, '').name)] : [];
    }),
    ...freeNames(graph).flatMap((name) => call.around.lookUp(name) ?? []),
  ];
  for (const value of values) {
    const unused = value.stored?.learned === true && !known.has(value.stored.id);
    if (unused && !value.tensor) call.materialise(value);
  }
}

/** Trips as the file gives them; asked for where it does not. */
function tripsOf(call: NodeCall): number {
  const [given] = call.has(0) ? (call.constant(0) ?? []) : [];
  const known = given !== undefined && given < MOST_TRIPS;
  if (known) return Math.max(0, given);
  return call.around.ask(
    `trips ${call.name}`,
    `Trips of the loop ${quoted(call.name, 40)}`,
    'trips',
    DEFAULT_TRIPS,
  );
}

/** Inputs: trip count, condition, carried values. Body: number, condition, carried → condition, carried, collected. */
function loop(call: NodeCall): readonly OnnxValue[] {
  const body = call.graph('body');
  const carried = call.inputs.slice(2).map((value) => value ?? unknownValue(BOOL));
  if (body.inputs.length !== carried.length + 2 || body.outputs.length < carried.length + 1) {
    brokenFile(`its body has ${body.inputs.length} inputs for ${carried.length} carried values.`);
  }
  const [start] = call.constant(1) ?? [1];
  const trips = start === 0 ? 0 : tripsOf(call);
  call.around.notes.add(
    `The loop ${quoted(call.name)} is counted with ${trips} trips; a condition may end it earlier.`,
  );
  const { collected, last } = repeat(call, body, trips, carried, (number, values) => [
    number,
    constantValue([1], [], BOOL),
    ...values,
  ]);
  return [...last, ...collected.map((each) => stacked(call, each, trips))];
}

interface Repeated {
  /** Carried values after the last trip. */
  readonly last: readonly OnnxValue[];
  /** What a trip hands out beside them. */
  readonly collected: readonly OnnxValue[];
}

/** @param inputs of the body from the trip's number and the carried values. */
function repeat(
  call: NodeCall,
  body: OnnxGraph,
  trips: number,
  carried: readonly OnnxValue[],
  inputs: (number: OnnxValue, values: readonly OnnxValue[]) => readonly OnnxValue[],
  skipped = 1,
): Repeated {
  const { plan } = call.around;
  const split = (outputs: readonly OnnxValue[]): Repeated => ({
    last: outputs.slice(skipped, skipped + carried.length),
    collected: outputs.slice(skipped + carried.length),
  });
  if (trips === 0) {
    return {
      last: carried,
      collected: body.outputs.slice(skipped + carried.length).map(() => unknownValue(BOOL)),
    };
  }
  if (trips <= WRITTEN_OUT) {
    let state: Repeated = { last: carried, collected: [] };
    for (let trip = 0; trip < trips; trip++) {
      state = split(
        call.around.run(body, inputs(constantValue([trip], []), state.last), plan, 'body'),
      );
    }
    return state;
  }
  // What is carried changes from trip to trip: only its shape is known in all of them.
  const values = carried.map((value) => withoutContent(call, value));
  const number = withoutContent(call, constantValue([0], []));
  const state = plan.repeat(trips, () =>
    split(call.around.run(body, inputs(number, values), plan, 'body')),
  );
  const grows = state.last.some((value, index) => !sameSizes(value, values[index]));
  if (grows) {
    call.around.notes.add(
      `The loop ${quoted(call.name)} changes the shape of what it carries; its ${trips} trips are counted with the shapes of the first.`,
    );
  }
  return state;
}

function sameSizes(a: OnnxValue, b: OnnxValue | undefined): boolean {
  return (a.sizes ?? []).join() === (b?.sizes ?? []).join();
}

function withoutContent(call: NodeCall, value: OnnxValue): OnnxValue {
  if (value.tensor || value.sizes === null) return value;
  return tensorValue(call.materialise(value), value.type);
}

/** What every trip hands out, along a new first axis. */
function stacked(call: NodeCall, value: OnnxValue, trips: number, axis = 0): OnnxValue {
  if (value.sizes === null) return value;
  const sizes = [...value.sizes.slice(0, axis), trips, ...value.sizes.slice(axis)];
  const tensor = call.layer('routine', {
    inputs: [call.materialise(value)],
    attributes: { kind: 'stack', outputs: packShapes([sizes]), readsOutputs: true },
    part: 'stack',
  });
  return tensorValue(tensor, value.type);
}

/** Inputs: states, then tensors of which each trip reads one slice. */
function scan(call: NodeCall): readonly OnnxValue[] {
  const body = call.graph('body');
  const count = call.integer('num_scan_inputs', 0);
  const values = call.inputs.map((value) => value ?? unknownValue(BOOL));
  // The first operator set with Scan has a batch axis and lengths in front, which no exporter writes.
  if (call.opset < 9) throw new NotKnown();
  if (count < 1 || count > values.length) brokenFile(`it has ${count} inputs to walk over.`);
  const states = values.slice(0, values.length - count);
  const axes = call.integers('scan_input_axes') ?? [];
  let trips = 0;
  const slices = values.slice(values.length - count).map((value, index) => {
    if (value.sizes === null) throw new NotKnown();
    const axis = call.axis(axes[index] ?? 0, value.sizes.length);
    trips = value.sizes[axis] ?? 0;
    const one = value.sizes.map((size, each) => (each === axis ? 1 : size));
    const tensor = call.materialise(value);
    const cut = call.layer('slice', {
      inputs: [tensor],
      attributes: { sizes: one },
      part: 'slice',
    });
    const sizes = value.sizes.filter((_, each) => each !== axis);
    const flat = call.layer('reshape', { inputs: [cut], attributes: { sizes }, part: 'slice' });
    return { type: value.type, sizes: sizesOf(flat), tensor: flat };
  });
  const inputs = (_: OnnxValue, carried: readonly OnnxValue[]) => [...carried, ...slices];
  const { last, collected } = repeat(call, body, trips, states, inputs, 0);
  return [...last, ...collected.map((each) => stacked(call, each, trips))];
}

export const operators: OperatorTable = { If: conditional, Loop: loop, Scan: scan };
