import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRoute, routeHash } from './route.ts';

describe('parseRoute', () => {
  it('starts at Measure', () => {
    expect(parseRoute('')).toEqual({ screen: 'measure', parameters: {}, warnings: [] });
  });

  it('reads what it knows and reports what it does not', () => {
    const route = parseRoute('#/train?model=resnet50&epochs=30&colour=red');
    expect(route.screen).toBe('train');
    expect(route.parameters).toEqual({ model: 'resnet50', epochs: '30' });
    expect(route.warnings).toHaveLength(1);
    expect(route.warnings[0]).toContain('colour');
  });

  it('refuses values beyond their limits', () => {
    expect(parseRoute(`#/train?model=${'x'.repeat(61)}`).parameters).toEqual({});
    expect(parseRoute('#/measure?suite=marathon').warnings).toHaveLength(1);
    expect(parseRoute(`#/train?model=${'x'.repeat(3000)}`).screen).toBe('measure');
  });

  it('takes an address that carries a result, and bounds the rest of it all the same', () => {
    const result = 'x'.repeat(31_000);
    expect(parseRoute(`#/compare?basis=same-code&result=${result}`).parameters).toEqual({
      basis: 'same-code',
      result,
    });
    const ignored = [
      `#/compare?result=${result}&chosen=${'x'.repeat(2000)}`,
      `#/compare?result=${result}${result}`,
      `#/train?result=${result}`,
    ];
    for (const hash of ignored) expect(parseRoute(hash).screen).toBe('measure');
  });

  it('does not take names from the prototype for parameters', () => {
    expect(parseRoute('#/train?constructor=1&__proto__=2').warnings).toHaveLength(2);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseRoute(`#/train?${text}`).screen).toBe('train');
      }),
    );
  });
});

describe('routeHash', () => {
  it('writes only what is set, and is read back', () => {
    const hash = routeHash('train', { model: 'vgg16', epochs: '', batch: '1e3' });
    expect(hash).toBe('#/train?model=vgg16&batch=1e3');
    expect(parseRoute(hash).parameters).toEqual({ model: 'vgg16', batch: '1e3' });
  });
});
