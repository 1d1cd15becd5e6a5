import { describe, expect, it } from 'vitest';
import { listModels } from '../../models/zoo/zoo.ts';
import { parseRoute, routeHash } from '../route/route.ts';
import { askModel, questionParameters, SIZE_NAMES } from './model-question.ts';

const models = listModels();
const subjectId = (parameters: Readonly<Record<string, string>>): string => {
  const { subject } = askModel(parameters, models);
  return subject.kind === 'zoo' ? subject.info.id : '';
};

describe('askModel', () => {
  it('asks about ResNet-50 at its defaults when nothing is said', () => {
    const question = askModel({}, models);
    expect(subjectId({})).toBe('resnet50');
    expect(question.bindings).toEqual({ batch: 1, imageSize: 224, classes: 1000 });
    expect(questionParameters(question)).toEqual({});
  });

  it('takes ids as torchvision writes them', () => {
    expect(subjectId({ model: 'mobilenet_v2' })).toBe('mobilenet-v2');
  });

  it('names the nearest models for one that does not exist, and shows the default', () => {
    const { notices } = askModel({ model: 'resnet5' }, models);
    expect(subjectId({ model: 'resnet5' })).toBe('resnet50');
    expect(notices.join()).toContain('resnet50');
  });

  it('says which head and which sizes of a link do not belong to the model', () => {
    const { notices } = askModel({ head: 'no-such-head', sequenceLength: '3' }, models);
    expect(notices).toHaveLength(2);
  });

  it.each(['0', '-1', '1.5', '1e12', 'ten', ''])(
    'keeps the batch %j as typed and says why not',
    (batch) => {
      const question = askModel({ batch }, models);
      const field = question.fields.find(({ limits }) => limits.name === 'batch');
      expect(field).toMatchObject({ text: batch, changed: true });
      expect(field?.error).toMatch(/^Batch size .*\.$/);
      expect(question.bindings).toBeUndefined();
    },
  );

  it('writes into the address only what differs, and reads it back', () => {
    const asked = { model: 'alexnet', batch: '8', imageSize: '224' };
    const written = questionParameters(askModel(asked, models));
    expect(written).toEqual({ model: 'alexnet', batch: '8' });
    expect(parseRoute(routeHash('model', written)).parameters).toEqual(written);
  });

  it('has a place in the address for every size of every model of the zoo', () => {
    const names = new Set(models.flatMap(({ bindings }) => bindings.map(({ name }) => name)));
    for (const name of names) {
      expect(SIZE_NAMES).toContain(name);
      expect(parseRoute(routeHash('model', { [name]: '7' })).warnings).toEqual([]);
    }
  });
});
