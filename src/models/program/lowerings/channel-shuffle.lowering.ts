// Channels are groups × channels per group, written transposed.
import { channelShuffleAttributes } from '../../operators/channel-shuffle.operator.ts';
import { copyLowering } from '../copy-lowering.ts';
import { permutation, sizesOf } from '../strides.ts';

export const lowering = copyLowering(
  'channel-shuffle',
  channelShuffleAttributes,
  (input, { groups }) => {
    const [batch = 1, channels = 1, height = 1, width = 1] = sizesOf(input);
    return permutation([batch, groups, channels / groups, height * width], [0, 2, 1, 3]);
  },
);
