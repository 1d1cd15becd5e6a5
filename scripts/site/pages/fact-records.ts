// The records of a file of facts: whatever carries a citation, however deep, with its figures as text.
import * as v from 'valibot';
import { citation } from '../../../src/facts/schema.ts';

const citationSchema = v.object(citation);
export type Citation = v.InferOutput<typeof citationSchema>;

export interface FactRecord {
  /** Its id or name, after those of the records around it. */
  readonly label: string;
  readonly figures: string;
  readonly citation: Citation;
}

/** Beyond it nobody counts the groups of digits. */
const MOST_WRITTEN_OUT = 1e12;

type Json = Readonly<Record<string, unknown>>;

/** What says who a record is, the first that it has. */
const names = [
  'id',
  'name',
  'model',
  'gpu',
  'title',
  'country',
  'row',
  'publication',
  'quantity',
  'label',
];
const citing = new Set([...Object.keys(citation), 'from', 'sources']);

/** @throws where a record names a source that the file lacks, or its citation is not whole. */
export function factRecords(document: unknown): readonly FactRecord[] {
  const sources = isObject(document) && isObject(document['sources']) ? document['sources'] : {};
  const found: FactRecord[] = [];
  const visit = (node: unknown, path: readonly string[]): void => {
    if (Array.isArray(node)) {
      node.forEach((each, place) => {
        const name = isObject(each) ? nameOf(each) : undefined;
        visit(each, name === undefined && node.length > 1 ? [...path, String(place + 1)] : path);
      });
      return;
    }
    if (!isObject(node)) return;
    const name = nameOf(node);
    const here = name === undefined ? path : [...path, name];
    const cited = citationOf(node, sources);
    if (cited !== undefined) {
      found.push({ label: here.join(', '), figures: figuresOf(node), citation: cited });
    }
    for (const [key, value] of Object.entries(node)) {
      if (key !== 'sources') visit(value, name === undefined ? [...here, key] : here);
    }
  };
  visit(document, []);
  return found;
}

function citationOf(node: Json, sources: Json): Citation | undefined {
  if (typeof node['licence'] === 'string') return v.parse(citationSchema, node);
  const name = typeof node['from'] === 'string' ? node['from'] : node['source'];
  if (typeof name !== 'string' || !(name in sources)) return undefined;
  return v.parse(citationSchema, sources[name]);
}

function nameOf(node: Json): string | undefined {
  for (const key of names) {
    const value = node[key];
    if (typeof value === 'string') return value;
  }
  return undefined;
}

/** "tdpWatts 276; peakFlopsPerSecond { int8-matrix 8.25e+14 }". What is cited by itself stands in a row of its own. */
function figuresOf(node: Json): string {
  const own = names.find((key) => typeof node[key] === 'string');
  return Object.entries(node)
    .filter(([key]) => key !== own && !citing.has(key))
    .map(([key, value]) => [key, valueText(value)])
    .filter(([, text]) => text !== '')
    .map(([key, text]) => `${key} ${text}`)
    .join('; ');
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) {
    const parts = value.map(valueText).filter((text) => text !== '');
    return parts.length === 0 ? '' : parts.join(', ');
  }
  if (value === null) return 'unknown';
  if (typeof value === 'number') return numberText(value);
  if (!isObject(value)) return typeof value === 'string' ? value : JSON.stringify(value);
  if ('licence' in value || 'from' in value) return '';
  const parts = Object.entries(value).map(([key, inner]) => `${key} ${valueText(inner)}`);
  return `{ ${parts.join(', ')} }`;
}

/** Exact, and readable: 25,557,032 and 8.25e+14. Years stay as they are written. */
function numberText(value: number): string {
  const isLong = Number.isInteger(value) && Math.abs(value) >= 10_000;
  if (!isLong) return String(value);
  return Math.abs(value) < MOST_WRITTEN_OUT ? value.toLocaleString('en') : value.toExponential();
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
