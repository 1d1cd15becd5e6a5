import { css } from 'lit';

export const trainingAnswerStyles = css`
  .range {
    color: var(--ink-muted);
    white-space: nowrap;
  }

  .stale {
    color: var(--ink-muted);
  }

  .stale strong {
    font-weight: 400;
  }

  .mark {
    width: fit-content;
    margin-bottom: var(--gap-3);
    padding: 0.15rem 0.6rem;
    border: 1px solid var(--failure);
    background: var(--failure-wash);
    color: var(--failure);
    font-weight: 600;
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
