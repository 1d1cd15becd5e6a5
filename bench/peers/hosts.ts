// The two places where contenders meet: a page of a real browser, and Node with Dawn.
import type { Page } from 'puppeteer';
import { nodeProvider } from '../../src/cli/node-provider.ts';
import type { Host } from './arguments.ts';
import { type FieldFacts, type FieldOptions, OpenField } from './field.ts';
import { offerNavigator } from './node-navigator.ts';
import { PeersBrowser } from './peers-browser.ts';
import type { Row } from './row.ts';
import type { Shape } from './shapes.ts';

export interface OpenHost {
  readonly facts: FieldFacts;
  measure(shape: Shape): Promise<Row>;
  close(): Promise<void>;
}

type Log = (line: string) => void;

export function openHost(host: Host, options: FieldOptions, log: Log): Promise<OpenHost> {
  return host === 'node' ? openNode(options, log) : PageHost.open(options, log);
}

async function openNode(options: FieldOptions, log: Log): Promise<OpenHost> {
  const provider = await nodeProvider();
  await offerNavigator(provider.gpu);
  const field = await OpenField.open(provider, options);
  return {
    facts: field.facts,
    measure: (shape) => field.measure(shape, log),
    close: () => Promise.resolve(),
  };
}

/** A shape with slow peers on a slow adapter takes minutes. */
const SHAPE_LIMIT_MS = 1_800_000;

class PageHost implements OpenHost {
  readonly #browser: PeersBrowser;
  readonly #options: FieldOptions;
  readonly #log: Log;
  #page: Page | undefined;
  #facts: FieldFacts | undefined;

  static async open(options: FieldOptions, log: Log): Promise<PageHost> {
    const browser = await PeersBrowser.open(SHAPE_LIMIT_MS);
    const host = new PageHost(browser, options, log);
    try {
      await host.#openPage();
    } catch (thrown) {
      await host.close();
      throw thrown;
    }
    return host;
  }

  private constructor(browser: PeersBrowser, options: FieldOptions, log: Log) {
    this.#browser = browser;
    this.#options = options;
    this.#log = log;
  }

  get facts(): FieldFacts {
    if (this.#facts === undefined) throw new Error('The page is not open.');
    return this.#facts;
  }

  async measure(shape: Shape): Promise<Row> {
    const page = this.#page ?? (await this.#openPage());
    try {
      return (await page.evaluate(`window.measureShape(${JSON.stringify(shape)})`)) as Row;
    } catch (thrown) {
      // Whatever broke (a lost device, a crashed tab), the next shape starts in a fresh page.
      this.#page = undefined;
      await page.close().catch(() => undefined);
      throw thrown;
    }
  }

  close(): Promise<void> {
    return this.#browser.close();
  }

  async #openPage(): Promise<Page> {
    const page = await this.#browser.newPage(this.#log);
    this.#facts = (await page.evaluate(
      `window.openField(${JSON.stringify(this.#options)})`,
    )) as FieldFacts;
    this.#page = page;
    return page;
  }
}
