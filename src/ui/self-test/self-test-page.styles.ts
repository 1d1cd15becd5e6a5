import { css } from 'lit';

export const selfTestPageStyles = css`
  .clock {
    margin-top: var(--gap-3);
    color: var(--ink-muted);
  }
`;
