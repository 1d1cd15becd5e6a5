import { describe, expect, it } from 'vitest';
import { buildModel, findModel } from '../../models/zoo/zoo.ts';
import { checkInputs, parseInputShape, sizesOfInputs } from './input-shape.ts';
import { parseAxis } from './parse-axis.ts';

describe('--input', () => {
  it.each([
    ['images=1x3x224x224', 'images', [1, 3, 224, 224]],
    ['a=b=2x3', 'a=b', [2, 3]],
    ['x=7', 'x', [7]],
    ['pixel_values=1,3,32,32', 'pixel_values', [1, 3, 32, 32]],
  ])('%s', (text, name, sizes) => {
    expect(parseInputShape(text)).toEqual({ name, sizes });
  });

  it.each([
    '',
    '=',
    'x',
    'x=',
    '=1x2',
    'x=1x',
    'x=1x-2',
    'x=0x2',
    'x=1.5',
    'x=axb',
    'x=1e3',
    'x=99999999999999999999',
    `x=${'1x'.repeat(40)}1`,
    'y'.repeat(1000),
  ])('refuses %j by name and with an example', (text) => {
    expect(() => parseInputShape(text)).toThrow(/--input is ".{0,60}"; give .*images=1x3x224x224/);
  });

  const limitsOf = (id: string) => findModel(id).bindings;

  it('decides the open sizes of a model by the names of its axes', () => {
    const inputs = [parseInputShape('image=8x3x160x160')];
    const sizes = sizesOfInputs(buildModel('resnet50'), limitsOf('resnet50'), inputs);
    expect(sizes).toEqual({ batch: 8, imageSize: 160 });
    expect(() => {
      checkInputs(buildModel('resnet50', sizes), inputs);
    }).not.toThrow();
  });

  it('decides the tokens of a text model', () => {
    const graph = buildModel('gpt2-small');
    const [name = ''] = graph.inputs;
    expect(sizesOfInputs(graph, limitsOf('gpt2-small'), [{ name, sizes: [2, 64] }])).toEqual({
      batch: 2,
      sequenceLength: 64,
    });
  });

  it.each([
    ['images=1x3x224x224', /There is no input "images"\. The inputs are image\./],
    ['image=3x224x224', /has 4 axes \(1 × 3 × 224 × 224\), not 3/],
    ['image=1x4x224x224', /Axis 2 \(channels\) .* fixed at 3 .* cannot be 4/],
    ['image=1x3x224x160', /imageSize cannot be 224 and 160 at once/],
  ])('%s is refused', (text, sentence) => {
    const graph = buildModel('resnet50');
    expect(() => sizesOfInputs(graph, limitsOf('resnet50'), [parseInputShape(text)])).toThrow(
      sentence,
    );
  });

  it('a shape that the model was not built for is refused', () => {
    expect(() => {
      checkInputs(buildModel('resnet50'), [parseInputShape('image=2x3x224x224')]);
    }).toThrow(/is 1 × 3 × 224 × 224 in this model and cannot be 2 × 3 × 224 × 224/);
  });
});

describe('--set', () => {
  it('takes a name and a number', () => {
    expect(parseAxis('height=640')).toEqual({ height: 640 });
    expect(parseAxis('a=b=2')).toEqual({ 'a=b': 2 });
  });

  it.each(['', 'height', '=3', 'height=', 'height=1.5', 'height=-1', 'height=many'])(
    'refuses %j',
    (text) => {
      expect(() => parseAxis(text)).toThrow(/--set.*(whole number)/);
    },
  );
});
