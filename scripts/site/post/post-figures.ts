// Every figure of the article: measured in the example result, or computed from cited records, when the page is built.
import { readFileSync } from 'node:fs';
import { estimateTraining } from '../../../src/estimate/estimate-training.ts';
import { findRecipe } from '../../../src/estimate/recipes.ts';
import { loadAccelerators } from '../../../src/facts/accelerators.ts';
import { achievedShares } from '../../../src/facts/cross-gpu.ts';
import { trainingFact } from '../../../src/facts/facts.ts';
import { type NativeThroughput, nativeThroughput } from '../../../src/facts/native-throughput.ts';
import { utilizationRecords } from '../../../src/facts/utilization.ts';
import { countModel } from '../../../src/models/count.ts';
import { buildModel } from '../../../src/models/zoo/zoo.ts';
import { deviceName } from '../../../src/results/device-name.ts';
import { bestCeiling, headline, isMeasured } from '../../../src/results/headline.ts';
import type { AuthorTraining } from '../../../src/results/snippet/embed-document.ts';
import { formatAmount, formatRate, formatShare } from '../../../src/shared/format.ts';
import { formatDuration, formatDurationEstimate } from '../../../src/shared/format-duration.ts';
import { markdownText } from '../../../src/shared/markdown.ts';
import { parseResult } from '../../../src/shared/result/parse-result.ts';
import type { DeviceProfile, Measured } from '../../../src/shared/result/schema.ts';

const MODEL = 'resnet50';
const RECIPE = 'imagenet-90-epochs';
/** Forward, and two products of the same size backward. */
const PASSES = 3;

const profile = parseResult(readFileSync('src/results/example-result.json', 'utf8'));

export function exampleProfile(): DeviceProfile {
  return profile;
}

/** What the element shows of the author's training before anything is loaded. */
export function authorTraining(): AuthorTraining {
  const { seconds, model, recipe } = estimate();
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  return {
    model: MODEL,
    recipe: RECIPE,
    modelName: model.name,
    recipeName: recipe.name,
    seconds: seconds.value,
    low: seconds.low,
    high: seconds.high,
    estimatedAt: new Date().toISOString(),
    version,
  };
}

export interface PostFigures {
  readonly figures: Readonly<Record<string, string>>;
  /** Numbered list in Markdown. */
  readonly sources: string;
}

export async function postFigures(): Promise<PostFigures> {
  const cited = new Sources();
  const figures = {
    ...measuredFigures(),
    ...(await cardFigures(cited)),
    ...browserFigures(cited),
    ...largeRunFigures(cited),
    ...(await planFigures()),
  };
  return { figures, sources: cited.list() };
}

function measuredFigures() {
  const { compute } = headline(profile);
  const single = needed(
    compute.find(({ precision }) => precision === 'f32'),
    'f32 product',
  );
  const ceiling = needed(bestCeiling(profile.ceilings, 'multiply-add', 'f32'), 'f32 ceiling');
  const top = ceiling.best.flopsPerSecond;
  const naive = kernel(({ kernel: id }) => id === 'matmul/naive');
  const plain = kernel(
    ({ problem }) => problem.op === 'conv2d' && problem.kernelHeight === 3 && problem.groups === 1,
  );
  const depthwise = kernel(({ problem }) => problem.op === 'conv2d' && problem.groups > 1);
  return {
    'author.name': deviceName(profile.identity),
    'author.date': profile.createdAt.slice(0, 10),
    'author.runtime': profile.environment.runtime,
    'author.ceiling': formatRate(needed(top, 'rate of the ceiling'), 'FLOPS'),
    'author.matmul': formatRate(single.rate, 'FLOPS'),
    'author.matmulShare': formatShare(shareOf(single.best)),
    'author.naive': formatRate(rateOf(naive), 'FLOPS'),
    'author.spread': String(Math.round(single.rate.median / rateOf(naive).median)),
    'author.convolution': `${formatShare(shareOf(plain))} of the ceiling`,
    'author.depthwise': formatShare(shareOf(depthwise)),
  };
}

/** The fastest of those kernels. */
function kernel(wanted: (measured: Measured) => boolean): Measured {
  const found = profile.measurements.filter(isMeasured).filter(wanted);
  return needed(found.sort((a, b) => rateOf(b).median - rateOf(a).median)[0], 'kernel');
}

function rateOf(measured: Measured) {
  return needed(measured.flopsPerSecond, `rate of ${measured.kernel}`);
}

function shareOf(measured: Measured): number {
  return needed(measured.shareOfCeiling, `share of ${measured.kernel}`).median;
}

const A100 = 'nvidia-a100-sxm4-80-gb';

function published(card: string, peak: NativeThroughput['peak']): NativeThroughput {
  return needed(
    nativeThroughput.find(
      (each) => each.model === MODEL && each.card.startsWith(card) && each.peak === peak,
    ),
    `throughput of ${card}`,
  );
}

async function peakOfA100(): Promise<number> {
  const card = (await loadAccelerators()).find(({ id }) => id === A100);
  return needed(card?.peakFlopsPerSecond['f16-matrix'], 'peak of the A100');
}

async function cardFigures(cited: Sources) {
  const a100 = published(A100, 'f16-matrix');
  const v100 = published('nvidia-tesla-v100', 'f32');
  return {
    'a100.peak': formatAmount(await peakOfA100(), 'FLOPS'),
    'a100.images': a100.imagesPerSecond.toLocaleString('en'),
    'a100.utilization': formatShare(a100.utilization),
    'v100.utilization': formatShare(v100.utilization),
    'resnet.macs': formatAmount(macsOfImage(), 'MAC'),
    'cite.a100': cited.mark(a100),
  };
}

function browserFigures(cited: Sources) {
  const on = (gpu: string, api: string) => {
    const found = achievedShares.filter(
      (each) => each.gpu.startsWith(gpu) && each.interface === api,
    );
    return found.sort((a, b) => b.shareOfPeak - a.shareOfPeak);
  };
  const web = needed(on('Apple M1 8-core', 'WebGPU')[0], 'M1 over WebGPU');
  const metal = needed(on('Apple M1 8-core', 'Metal')[0], 'M1 over Metal');
  const [high, low] = on('Apple M2', 'WebGPU');
  return {
    'm1.web': formatShare(web.shareOfPeak),
    'm1.metal': formatShare(metal.shareOfPeak),
    'cite.m1': cited.mark(web),
    'm2.high': formatShare(needed(high, 'M2').shareOfPeak),
    'm2.low': formatShare(needed(low, 'M2').shareOfPeak),
    'cite.m2': cited.mark(needed(high, 'M2')),
  };
}

function largeRunFigures(cited: Sources) {
  const known = utilizationRecords
    .filter(({ source, provenance }) => source.startsWith('Epoch AI') && provenance === 'read')
    .toSorted((a, b) => a.utilization - b.utilization);
  const at = (place: number) => needed(known[Math.round(place)], 'utilization').utilization;
  return {
    'llm.count': String(known.length),
    'llm.median': formatShare(at((known.length - 1) / 2)),
    'llm.lowest': formatShare(at(0)),
    'llm.highest': formatShare(at(known.length - 1)),
    'cite.llm': cited.mark(needed(known[0], 'utilization')),
  };
}

async function planFigures() {
  const images = trainingFact('imagenet-images').value * trainingFact('imagenet-epochs').value;
  const flops = images * PASSES * 2 * macsOfImage();
  const peakSeconds = flops / (await peakOfA100());
  const realSeconds = images / published(A100, 'f16-matrix').imagesPerSecond;
  const here = formatDurationEstimate(estimate().seconds);
  return {
    'run.flops': formatAmount(flops, 'FLOP'),
    'run.images': `${(images / 1e6).toFixed(0)} million`,
    'run.peakTime': formatDuration(peakSeconds),
    'run.realTime': formatDuration(realSeconds),
    'run.factor': (realSeconds / peakSeconds).toFixed(1),
    'run.here': here.value,
    'run.hereRange': here.range,
  };
}

function estimate() {
  return estimateTraining({ model: MODEL, recipe: findRecipe(RECIPE), profile });
}

function macsOfImage(): number {
  return countModel(buildModel(MODEL)).macs;
}

interface Cited {
  readonly source: string;
  readonly date?: string | undefined;
  readonly checked: string;
}

/** Numbers sources in the order in which the text meets them. */
class Sources {
  readonly #seen: Cited[] = [];

  mark(fact: Cited): string {
    const known = this.#seen.findIndex(({ source }) => source === fact.source);
    if (known >= 0) return `[${known + 1}]`;
    this.#seen.push(fact);
    return `[${this.#seen.length}]`;
  }

  list(): string {
    return this.#seen
      .map(({ source, date, checked }, place) => {
        const dated = date === undefined ? `looked up ${checked}` : `${date}, looked up ${checked}`;
        return `${place + 1}. ${markdownText(source)} (${dated})`;
      })
      .join('\n');
  }
}

/** @throws where a record that the article is about was taken away. */
function needed<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`The article needs: ${what}.`);
  return value;
}
