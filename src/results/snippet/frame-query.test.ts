import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asksForHeight, HEIGHT_QUESTION, heightOf } from './frame-messages.ts';
import { frameAddress, type FrameQuery, readFrameQuery } from './frame-query.ts';
import { parseParentOrigin, parseSite, siteWarning } from './snippet-site.ts';

const query: FrameQuery = {
  suite: 'smoke',
  theme: 'dark',
  payload: '1abc_-',
  training: { model: 'resnet50', recipe: 'imagenet' },
  variants: 'pruned:0.9,channels:0.5+int8',
  authorTraining: {
    ...{ model: 'resnet50', recipe: 'imagenet', modelName: 'ResNet-50', recipeName: 'A & "B"' },
    ...{ seconds: 2, low: 1, high: 3, estimatedAt: '2026-01-02T00:00:00.000Z', version: '0.1.0' },
  },
  parent: 'https://blog.example.org',
};

describe('readFrameQuery', () => {
  it('reads what was written', () => {
    const { search } = new URL(frameAddress('https://example.org/lab/', query));
    expect(readFrameQuery(search)).toEqual({ query, warnings: [] });
  });

  it.each([
    ['?result=<script>', /“result”/],
    ['?suite=full', /“suite”/],
    ['?theme=pink', /“theme”/],
    ['?model=../x&recipe=y', /“model”/],
    ['?model=lenet', /belong together/],
    ['?variants=int8', /are of a model/],
    ['?model=lenet&recipe=mnist&variants=<b>', /“variants”/],
    ['?training={"seconds":1}', /“training”/],
    ['?training={', /“training”/],
    ['?parent=https://blog.example.org/path', /“parent”/],
    ['?parent=javascript:alert(1)', /“parent”/],
    ['?parent=*', /“parent”/],
    ['?parent=null', /“parent”/],
    ['?onload=x', /“onload”/],
    ['?__proto__=x', /“__proto__”/],
    [`?result=${'a'.repeat(9000)}`, /too long/],
  ])('takes nothing from %.40s', (search, sentence) => {
    const { query: read, warnings } = readFrameQuery(search);
    expect(warnings.join(' ')).toMatch(sentence);
    expect(read).toMatchObject({ suite: 'quick', theme: 'auto', parent: undefined });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readFrameQuery(`?${text}`).query.parent).toBeUndefined();
      }),
    );
  });
});

describe('heightOf', () => {
  it('bounds what a frame asks for', () => {
    const height = (value: unknown) => heightOf({ type: 'flopscope-height', height: value });
    expect([300.2, 0, 1e9].map(height)).toEqual([301, 40, 4000]);
    expect([-1, Number.NaN, Infinity, '300', null].map(height)).toEqual(Array(5).fill(undefined));
    expect(heightOf('300')).toBeUndefined();
    expect(heightOf({ type: 'flopscope-height', height: 300, more: 1 })).toBeUndefined();
  });

  it('knows a question from anything else', () => {
    expect(asksForHeight(HEIGHT_QUESTION)).toBe(true);
    expect([undefined, 'flopscope-height?', { type: 'x' }].some(asksForHeight)).toBe(false);
  });
});

describe('parseSite', () => {
  it.each([
    ['https://example.org', 'https://example.org/'],
    [' http://localhost:4173/index.html ', 'http://localhost:4173/'],
    ['https://example.org/a/lab', 'https://example.org/a/lab/'],
  ])('%s', (typed, site) => {
    expect(parseSite(typed)).toBe(site);
  });

  it.each([
    'example.org',
    'ftp://x.org',
    'javascript:alert(1)',
    'https://a:b@x.org',
    'https://x.org/?a',
    'https://',
    `https://x.org/${'a'.repeat(200)}`,
  ])('refuses %.40s', (typed) => {
    expect(() => parseSite(typed)).toThrow(/not the address of a site/);
  });

  it('warns of what readers cannot load', () => {
    expect(siteWarning('http://localhost:4173/')).toMatch(/this machine/);
    expect(siteWarning('http://127.0.0.1/')).toMatch(/this machine/);
    expect(siteWarning('http://[::1]/')).toMatch(/this machine/);
    expect(siteWarning('http://example.org/')).toMatch(/https/);
    expect(siteWarning('https://example.org/')).toBeUndefined();
  });

  it('takes the origin of a page', () => {
    expect(parseParentOrigin('https://blog.example.org/post?x#y')).toBe('https://blog.example.org');
    expect(() => parseParentOrigin('blog')).toThrow(/not the address of a page/);
  });
});
