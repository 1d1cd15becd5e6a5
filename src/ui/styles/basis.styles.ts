// On whose measurement a screen rests: loud for an example, quiet for one's own.
import { css } from 'lit';

export const basisStyles = css`
  .basis {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--gap-3) var(--gap-5);
    margin-bottom: var(--gap-5);
    padding: var(--gap-3) var(--gap-4);
    border: 1.5px dashed var(--accent);
    background: var(--accent-wash);
  }

  .own {
    margin-bottom: var(--gap-3);
  }
`;
