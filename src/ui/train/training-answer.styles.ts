import { css } from 'lit';

export const trainingAnswerStyles = css`
  .range {
    color: var(--ink-muted);
    white-space: nowrap;
  }

  .clock {
    margin-top: var(--gap-3);
    color: var(--ink-muted);
  }

  .clock b {
    color: var(--ink);
    font-weight: 600;
  }
`;
