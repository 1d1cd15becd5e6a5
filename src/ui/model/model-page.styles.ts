import { css } from 'lit';

export const modelPageStyles = css`
  .waiting {
    margin-top: var(--gap-4);
    color: var(--ink-muted);
  }

  .notices button {
    margin-block: var(--gap-2);
  }
`;
