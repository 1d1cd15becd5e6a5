import { css } from 'lit';

export const chartElementStyles = css`
  .frame {
    position: relative;
    width: 100%;
    height: var(--chart-height, 26rem);
  }

  .tall {
    --chart-height: 32rem;
  }

  canvas {
    display: block;
  }

  .frame.failed {
    height: auto;
  }

  .frame.failed canvas {
    display: none;
  }

  .frame.failed::after {
    content: 'The chart could not be loaded. The table holds the same figures.';
    color: var(--ink-muted);
  }

  .choice {
    display: flex;
    gap: var(--gap-5);
    margin-bottom: var(--gap-3);
    border: 0;
  }

  .choice label {
    display: flex;
    align-items: center;
    gap: var(--gap-2);
    cursor: pointer;
  }

  .choice input {
    margin: 0;
  }

  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-1) var(--gap-4);
    margin-bottom: var(--gap-3);
    color: var(--ink-muted);
    font-size: var(--text-small);
    list-style: none;
  }

  .legend li {
    display: flex;
    align-items: center;
    gap: 0.4rem;
  }

  .legend svg {
    width: 1rem;
    height: 1rem;
    overflow: visible;
  }

  details {
    margin-top: var(--gap-3);
  }

  @media print {
    .frame {
      height: 20rem;
    }
  }
`;
