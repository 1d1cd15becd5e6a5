import { expect, it } from 'vitest';
import { countModel } from '../count.ts';
import { buildModel } from '../zoo/zoo.ts';
import { shareBetweenTasks } from './share-between-tasks.ts';
import { graphOf, messageOf, tokens } from './small-graphs.fixture.ts';

function fourLayers() {
  return graphOf((graph) => {
    let x = tokens(graph, 1, 4, 8);
    for (const name of ['a', 'b', 'c', 'd']) {
      x = graph.apply('linear', name, [x], { outFeatures: 8, bias: false });
    }
    return x;
  });
}

it('every other task owns as much, and does no work', () => {
  const shared = shareBetweenTasks(fourLayers(), { tasks: 10, own: 0.5 });
  const count = countModel(shared);
  expect(count.params).toBe(4 * 64 + 9 * 2 * 64);
  expect(count.activeParams).toBe(4 * 64);
  expect(count.macs).toBe(countModel(fourLayers()).macs);
  expect(shared.notes.at(-1)).toContain('share the layers before "c"');
});

it('69 tasks on a ViT-L/16 use 2.3 % each, as muNet’s', () => {
  const count = countModel(shareBetweenTasks(buildModel('vit-l-16'), { tasks: 69 }));
  expect((count.activeParams / count.params).toFixed(3)).toBe('0.023');
});

it('refuses what is no sharing', () => {
  expect(messageOf(() => shareBetweenTasks(fourLayers(), { tasks: 1 }))).toContain(
    '1 tasks cannot',
  );
  expect(messageOf(() => shareBetweenTasks(fourLayers(), { tasks: 5, own: 1 }))).toContain(
    'cannot own a share of 1',
  );
  const one = graphOf((graph) =>
    graph.apply('linear', 'only', [tokens(graph, 1, 4, 8)], { outFeatures: 8 }),
  );
  expect(messageOf(() => shareBetweenTasks(one, { tasks: 5 }))).toContain('cannot be cut');
});
