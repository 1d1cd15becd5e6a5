// What is pasted into other people's pages: pinned, hashed, and nothing of a result in it is markup.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testProfile } from '../../shared/result/profile.fixture.ts';
import { runOfProfile } from '../compare/run-of-profile.ts';
import type { AuthorTraining } from './embed-document.ts';
import { embedWeight, parseEmbedManifest } from './embed-manifest.ts';
import type { EmbedSubject } from './embed-subject.ts';
import { frameSnippet } from './frame-snippet.ts';
import { jsonInScript } from './html-text.ts';
import { pictureSnippet } from './picture-snippet.ts';
import { scriptSnippet } from './script-snippet.ts';

const names = ['flop-scope', 'run', 'engine', 'estimate', 'frame', 'fit-frame'];
const integrity = `sha384-${'A'.repeat(64)}`;
const document = {
  version: '0.1.0',
  files: Object.fromEntries(
    names.map((name, index) => [
      `${name}.js`,
      { file: `0.1.0/${name}.js`, integrity, bytes: 3000 + index, gzipBytes: 1000 * (index + 1) },
    ]),
  ),
};
const manifest = parseEmbedManifest(JSON.stringify(document));

const training: AuthorTraining = {
  model: 'resnet50',
  recipe: 'imagenet',
  modelName: 'ResNet-50',
  recipeName: 'ImageNet </script><script>alert(1)</script>',
  seconds: 2000,
  low: 1500,
  high: 2500,
  estimatedAt: '2026-01-02T00:00:00.000Z',
  version: '0.1.0',
};

function subject(label: string, changed: Partial<EmbedSubject> = {}): EmbedSubject {
  const { identity } = testProfile();
  const run = runOfProfile(testProfile({ identity: { ...identity, label } }));
  return {
    manifest,
    site: 'https://example.org/lab/',
    suite: 'quick',
    theme: 'auto',
    training: undefined,
    variants: undefined,
    authorTraining: undefined,
    result: { run, payload: '1abc_-' },
    ...changed,
  };
}

const hostile = fc.string({
  unit: fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '&',
    '\n',
    '\u2028',
    '`',
    '=',
    'a',
    '/',
    '-',
    '!',
    '\\',
    ']',
    ')',
  ),
  maxLength: 40,
});

describe('scriptSnippet', () => {
  it('pins the script to its version and its hash', () => {
    expect(scriptSnippet(subject('Den'))).toContain(
      `<script type="module" src="https://example.org/lab/embed/0.1.0/flop-scope.js" integrity="${integrity}" crossorigin="anonymous"></script>\n<flop-scope style="display:block;min-height:560px" suite="quick" result="1abc_-">\n<p>Den, measured by Flopscope`,
    );
  });

  it('carries a training as JSON that ends no script', () => {
    const text = scriptSnippet(
      subject('Den', {
        training: { model: 'resnet50', recipe: 'imagenet' },
        variants: 'pruned:0.9,int8',
        authorTraining: training,
      }),
    );
    const [, json = ''] = /<script type="application\/json">(.*)<\/script>\n<p>/u.exec(text) ?? [];
    expect(JSON.parse(json)).toMatchObject({
      format: 'flopscope-embed',
      result: '1abc_-',
      training,
    });
    expect(text.match(/<\/script>/gu)).toHaveLength(2);
    expect(text).toContain('model="resnet50" recipe="imagenet" variants="pruned:0.9,int8"');
    expect(text).not.toMatch(/<flop-scope[^>]*result=/u);
  });

  it('has the same lines and tags whatever a device is called, and survives Markdown', () => {
    const shape = (text: string) => text.match(/<\/?[a-z-]+|\n/gu)?.join('');
    const plain = shape(scriptSnippet(subject('Den')));
    fc.assert(
      fc.property(hostile, (label) => {
        const text = scriptSnippet(subject(`x${label}`));
        expect(shape(text)).toBe(plain);
        expect(text.trimEnd()).not.toMatch(/^(?:\s{4}|$)/mu);
      }),
      { numRuns: 60 },
    );
  });
});

describe('frameSnippet', () => {
  it('keeps its height without a page that may hear it', () => {
    const text = frameSnippet(subject('Den'), undefined);
    expect(text).toMatch(
      /^<iframe src="https:\/\/example\.org\/lab\/embed\.html\?suite=quick&amp;result=1abc_-" title="Den, measured by Flopscope" .*loading="lazy"/u,
    );
    expect(text).not.toMatch(/script|data-flopscope/u);
  });

  it('follows its height where the page is named', () => {
    const text = frameSnippet(subject('Den'), 'https://blog.example.org');
    expect(text).toContain('parent=https%3A%2F%2Fblog.example.org');
    expect(text).toContain('<iframe data-flopscope src=');
    expect(text).toContain('embed/0.1.0/fit-frame.js');
  });

  it('lets no name out of its title', () => {
    fc.assert(
      fc.property(hostile, (label) => {
        const [line = ''] = frameSnippet(subject(`x${label}`), undefined).split('\n');
        expect(line).toMatch(/^<iframe(?: [a-z-]+="[^"<>]*")+><\/iframe>$/u);
      }),
      { numRuns: 60 },
    );
  });
});

describe('pictureSnippet', () => {
  it('is one line of Markdown that leads to the result in the lab', () => {
    const { result } = subject('Den](javascript:x) ![');
    if (result === undefined) throw new Error('There is a result.');
    const { markdown, file, svg } = pictureSnippet(result, 'dark', 'https://example.org/lab/');
    expect(markdown).toMatch(
      /^\[!\[Den\\\]\\\(javascript\\:x\\\) \\!\\\[.*\]\(flopscope-.*\.svg\)\]\(<https:\/\/example\.org\/lab\/#\/compare\?result=1abc_->\)\n$/u,
    );
    expect(file).toMatch(/^flopscope-\w+-\d{4}-\d\d-\d\d\.svg$/u);
    expect(svg).toMatch(/^<svg /u);
  });
});

describe('jsonInScript', () => {
  it('gives back what went in, and no character that ends a script', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = jsonInScript(value);
        expect(text).not.toMatch(/[<>&\u2028\u2029]/u);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('parseEmbedManifest', () => {
  it.each([
    ['not JSON', '<!doctype html>', /is not JSON/],
    ['a path above the folder', edited({ file: '../x.js' }), /files.flop-scope.js.file/],
    ['an address', edited({ file: 'https://evil.example/x.js' }), /flop-scope.js.file/],
    ['another hash', edited({ integrity: 'md5-x' }), /integrity/],
    ['no size', edited({ gzipBytes: 0 }), /gzipBytes/],
  ])('refuses %s', (_, text, sentence) => {
    expect(() => parseEmbedManifest(text)).toThrow(sentence);
  });

  it('adds up what a page loads, and what a click adds', () => {
    expect(embedWeight(manifest, false)).toEqual({ before: 1000, click: 5000 });
    expect(embedWeight(manifest, true)).toEqual({ before: 1000, click: 9000 });
  });
});

function edited(changed: object): string {
  const files = {
    ...document.files,
    'flop-scope.js': { ...document.files['flop-scope.js'], ...changed },
  };
  return JSON.stringify({ ...document, files });
}
