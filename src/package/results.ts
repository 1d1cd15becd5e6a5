/**
 * `flopscope/results`: reads, checks and migrates result documents, packs them into links, compares them, and prints them as
 * text, CSV, Markdown and SVG cards. No GPU, no DOM, no Node.
 * @module
 */
export { parseResult, validateResult } from '../shared/result/parse-result.ts';
export {
  type AdapterIdentity,
  type Ceiling,
  type DeviceProfile,
  type Environment,
  type Measured,
  type Measurement,
  SCHEMA_VERSION,
  type SuiteId,
} from '../shared/result/schema.ts';
export { deviceName } from '../results/device-name.ts';
export { type Headline, headline } from '../results/headline.ts';
export { type Explanation } from '../results/explanation.ts';
export { explainResult } from '../results/explain-result.ts';
export { summaryText } from '../results/summary-text.ts';
export {
  encodeResult,
  encodeSummary,
  type OpenedLink,
  openLink,
} from '../results/link/result-link.ts';
export { type Summary, validateSummary } from '../results/link/summary.ts';
export { runOfSummary } from '../results/link/run-of-summary.ts';
export { runOfProfile } from '../results/compare/run-of-profile.ts';
export type { ComparedFigure, ComparedRun } from '../results/compare/compared-run.ts';
export { comparability } from '../results/compare/comparability.ts';
export type { Comparability, Reason, Verdict } from '../results/compare/verdict.ts';
export { type CompareOptions, compareRuns } from '../results/compare/compare-runs.ts';
export type {
  ComparedDevice,
  Comparison,
  ComparisonCell,
  ComparisonRow,
  Ratio,
} from '../results/compare/comparison.ts';
export { comparisonCsv } from '../results/compare/comparison-csv.ts';
export { comparisonMarkdown } from '../results/compare/comparison-markdown.ts';
export { type CardOptions, resultCard } from '../results/card/result-card.ts';
export { comparisonCard } from '../results/card/comparison-card.ts';
export type { Card } from '../results/card/draw-card.ts';
export { type ErrorCode, FlopscopeError } from '../shared/errors.ts';
