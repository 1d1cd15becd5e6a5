import { describe, expect, it } from 'vitest';
import { parseRoute, routeHash } from '../route/route.ts';
import { layerView, viewParameters, withoutView } from './model-view.ts';

describe('the view of the layers in the address', () => {
  it('is the order of the model, by block, when nothing is said', () => {
    expect(layerView({})).toEqual({ group: 'block', sort: 'order', ascending: true });
    expect(viewParameters(layerView({}))).toEqual({});
  });

  it('is written as far as it differs, and read back', () => {
    for (const group of ['block', 'operator', 'none'] as const) {
      for (const sort of ['order', 'params', 'macs', 'flops', 'bytes', 'intensity'] as const) {
        for (const ascending of [true, false]) {
          const view = { group, sort, ascending };
          const { parameters, warnings } = parseRoute(routeHash('model', viewParameters(view)));
          expect(warnings).toEqual([]);
          expect(layerView(parameters)).toEqual(view);
        }
      }
    }
  });

  it('is taken out without touching the question', () => {
    expect(withoutView({ model: 'vgg16', sort: 'flops', group: 'none' })).toEqual({
      model: 'vgg16',
    });
  });
});
