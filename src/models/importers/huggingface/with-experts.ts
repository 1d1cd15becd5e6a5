// Puts a mixture of experts in place of the feed-forward network of a decoder.
import type {
  FeedForwardSpec,
  TransformerSpec,
} from '../../zoo/families/transformer/transformer-spec.ts';
import { brokenFile } from '../broken-file.ts';

type Experts = NonNullable<FeedForwardSpec['experts']>;

/**
 * @param size of one expert; that of the dense network when absent.
 * @throws FlopscopeError `invalid-document` when a token would use more experts than there are.
 */
export function withExperts(
  spec: TransformerSpec,
  experts: Experts,
  size = spec.stack.feedForward.size,
): TransformerSpec {
  if (experts.perToken > experts.count) {
    brokenFile(
      `A token cannot use ${experts.perToken} of ${experts.count} experts. Correct num_experts_per_tok or the number of experts.`,
    );
  }
  const feedForward = { ...spec.stack.feedForward, size, experts };
  return { ...spec, stack: { ...spec.stack, feedForward } };
}
