import { describe, expect, it } from 'vitest';
import type { ImportedModel } from '../../models/importers/imported-model.ts';
import { buildModel } from '../../models/zoo/zoo.ts';
import { countDocument } from './count-document.ts';
import { formatCountDocument } from './format-count.ts';

const weightsOnly: ImportedModel = {
  format: 'safetensors',
  name: 'weights\u001b[31m<b>',
  facts: [{ label: 'Producer', value: 'someone\u0007' }],
  weights: {
    elements: 3000,
    bytes: 5000,
    types: [
      { type: 'F16', tensors: 2, elements: 2000, bytes: 4000 },
      { type: 'I8', tensors: 1, elements: 1000, bytes: 1000 },
    ],
  },
  bindings: [],
  warnings: ['One shard is missing.'],
};

describe('a count for a terminal', () => {
  it('groups layers by block, with shares that add up', () => {
    const text = formatCountDocument(countDocument({ graph: buildModel('resnet50') }), {
      layers: false,
    });
    expect(text).toContain('25,557,032');
    expect(text).toContain('(4,089,184,256)');
    expect(text).toMatch(/layer1\.0 +\d+ +75,008/);
    expect(text).toMatch(/checkpoint {2}f32 102.MB, f16 51\.1.MB, int8 25\.6.MB, int4 12\.8.MB/);
    expect(text).not.toContain('layer1.0.conv1');
  });

  it('shows every layer when asked to', () => {
    const text = formatCountDocument(countDocument({ graph: buildModel('resnet50') }), {
      layers: true,
    });
    expect(text).toMatch(/ {4}layer1\.0\.conv1 +conv2d/);
  });

  it('of a file without architecture tells its weights by type, and nothing that a terminal would obey', () => {
    const text = formatCountDocument(countDocument({ file: weightsOnly }), { layers: false });
    expect(text).toMatch(/F16 +2 +2,000 +4\.00.kB/);
    expect(text).toContain('warning: One shard is missing.');
    for (const control of ['\u0007', '\u001b']) expect(text).not.toContain(control);
  });

  it('without a warning it says what to do', () => {
    const document = countDocument({ file: { ...weightsOnly, warnings: [] } });
    expect(formatCountDocument(document, { layers: false })).toContain('config.json');
  });

  it('the document of a file without architecture is not counted', () => {
    expect(countDocument({ file: weightsOnly })).toMatchObject({
      counted: false,
      params: 3000,
      checkpointBytes: { f32: 12_000, int4: 1500 },
      file: { format: 'safetensors', weights: { bytes: 5000 } },
    });
  });
});
