// One transposing copy.
import { windowPartitionAttributes } from '../../operators/window-partition.operator.ts';
import { imageAxes } from '../../windows.ts';
import { copyLowering } from '../copy-lowering.ts';
import { windowCopy } from '../window-copy.ts';

export const lowering = copyLowering(
  'window-partition',
  windowPartitionAttributes,
  (input, cut) => {
    const { batch, channels, height, width } = imageAxes(input, cut.channels);
    return windowCopy(
      { batch: batch.size, features: channels.size, height: height.size, width: width.size },
      cut,
    );
  },
);
