import { describe, expect, it } from 'vitest';
import { countModel, type ModelCount } from '../../models/count.ts';
import { buildModel } from '../../models/zoo/zoo.ts';
import { countCsv, countJson, documentName } from './count-documents.ts';

const count = countModel(buildModel('alexnet'));
const named = (name: string): ModelCount => ({
  ...count,
  name,
  layers: count.layers.slice(0, 1).map((layer) => ({ ...layer, name })),
});

describe('countCsv', () => {
  it('has a row per layer whose figures add up to the count', () => {
    const [header, ...rows] = countCsv(count).trimEnd().split('\r\n');
    const column = header?.split(',').indexOf('params') ?? -1;
    expect(rows).toHaveLength(count.layers.length);
    const sum = rows.reduce((all, row) => all + Number(row.split(',')[column]), 0);
    expect(sum).toBe(count.params);
  });

  it('quotes what comes from a file, and leaves no formula', () => {
    expect(countCsv(named('a,"b"\n'))).toContain('"a,""b""\n"');
    expect(countCsv(named('=HYPERLINK("x")'))).toContain(`"'=HYPERLINK(""x"")"`);
  });
});

describe('countJson', () => {
  it('holds the whole count', () => {
    expect(JSON.parse(countJson(count))).toEqual(count);
  });
});

describe('documentName', () => {
  it.each([
    ['ResNet-50', 'flopscope-resnet-50.csv'],
    ['../../etc/passwd', 'flopscope-etc-passwd.csv'],
    ['模型', 'flopscope-model.csv'],
  ])('of %j is %j', (name, expected) => {
    expect(documentName(named(name), 'csv')).toBe(expected);
  });
});
