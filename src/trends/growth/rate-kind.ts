// Which rate of training stands for a notable model on a device: of images or of text.
import type { NotableModel } from '../../facts/notable-models.ts';
import type { RateKind } from '../efficiency/training-rate.ts';

const IMAGES: readonly string[] = ['Vision', 'Image generation', 'Video'];

/** Models of both are mostly language models by their compute; whatever else there is, is nearer to text. */
export function rateKindOf({ domains }: Pick<NotableModel, 'domains'>): RateKind {
  const isText = domains.includes('Language');
  return !isText && domains.some((domain) => IMAGES.includes(domain)) ? 'images' : 'text';
}
