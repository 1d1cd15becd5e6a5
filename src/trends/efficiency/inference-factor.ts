// Which ShuffleNet infers with 18 times less arithmetic than AlexNet: every width and number of groups that the zoo
// has, against AlexNet as its paper has it and as torchvision does.
import { listModels } from '../../models/zoo/zoo.ts';
import { imageMacs } from './image-macs.ts';

export interface InferenceFactor {
  readonly model: string;
  readonly name: string;
  readonly macs: number;
  /** MACs of AlexNet over these. */
  readonly againstPaper: number;
  readonly againstTorchvision: number;
}

/** The most saving first. */
export function inferenceFactors(): readonly InferenceFactor[] {
  const paper = imageMacs('alexnet-paper');
  const torchvision = imageMacs('alexnet');
  return listModels()
    .filter(({ id }) => id.startsWith('shufflenet-v1-'))
    .map(({ id, name }) => {
      const macs = imageMacs(id);
      return {
        model: id,
        name,
        macs,
        againstPaper: paper / macs,
        againstTorchvision: torchvision / macs,
      };
    })
    .sort((a, b) => a.macs - b.macs);
}

/** The one whose factor, against AlexNet's paper, is nearest to what was claimed, as a ratio. */
export function nearestFactor(
  factors: readonly InferenceFactor[],
  claimed: number,
): InferenceFactor | undefined {
  const off = ({ againstPaper }: InferenceFactor) => Math.abs(Math.log(againstPaper / claimed));
  return factors.toSorted((a, b) => off(a) - off(b))[0];
}
