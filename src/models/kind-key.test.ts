import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attributes } from './graph.ts';
import { kindKey, SharedObjects } from './kind-key.ts';
import { dimension } from './shapes.ts';

const value = fc.oneof(
  fc.double(),
  fc.string(),
  fc.boolean(),
  fc.array(fc.integer()),
  fc.constant(undefined),
);
const attributes = fc.dictionary(fc.string(), value) as fc.Arbitrary<Attributes>;

/** Content as a test sees it: −0 and 0 are one number. */
const content = (each: Attributes) =>
  Object.entries(each).map(([name, entry]) => [name, typeof entry, String(entry)]);

describe('shared objects', () => {
  it('are one object exactly where the content is equal', () => {
    fc.assert(
      fc.property(attributes, attributes, (a, b) => {
        const shared = new SharedObjects();
        const equal = JSON.stringify(content(a)) === JSON.stringify(content(b));
        expect(shared.attributes(a) === shared.attributes({ ...b })).toBe(equal);
      }),
    );
  });

  it.each([
    [{ a: '1' }, { a: 1 }],
    [{ a: [1, 2] }, { a: '1,2' }],
    [{ a: '1 1 b' }, { a: '1', b: '' }],
    [{ ab: 'c' }, { a: 'bc' }],
    [{ a: Infinity }, { a: Number.NaN }],
  ] as [Attributes, Attributes][])('%j is not %j', (a, b) => {
    const shared = new SharedObjects();
    expect(shared.attributes(a)).not.toBe(shared.attributes(b));
  });

  it('shapes differ by their names as by their sizes', () => {
    const shared = new SharedObjects();
    const shape = () => [dimension('batch', 1), dimension('features', 23)];
    expect(shared.shape(shape())).toBe(shared.shape(shape()));
    expect(shared.shape([dimension('batch', 12), dimension('features', 3)])).not.toBe(
      shared.shape(shape()),
    );
    expect(shared.shape([dimension('batch', 1), dimension('tokens', 23)])).not.toBe(
      shared.shape(shape()),
    );
  });
});

describe('kind keys', () => {
  it('differ where a shape moves from the inputs to the outputs', () => {
    const [none, a, b] = [{}, [dimension('x', 1)], [dimension('x', 2)]];
    expect(kindKey('add', none, [a, b], [])).not.toBe(kindKey('add', none, [a], [b]));
    expect(kindKey('add', none, [a, b])).not.toBe(kindKey('add', none, [b, a]));
    expect(kindKey('add', none, [a])).toBe(kindKey('add', none, [a]));
  });
});
