// Distillation: a smaller model of the zoo in place of this one, trained on what this one answers. At inference it is the
// student alone; its training costs the teacher's forward passes besides.
import type { ModelGraph } from '../graph.ts';
import type { BindingRequest } from '../model-info.ts';
import { elementCount } from '../graph.ts';
import { buildModel, findModel } from '../zoo/zoo.ts';
import { refusal } from './parse-parameters.ts';
import { publishedStudents } from './published-students.ts';

/**
 * @param student id of a model of the zoo; built for the same sizes and head as the teacher where it has them.
 * @throws FlopscopeError `unknown-name` for the student; `invalid-input` for one that is not smaller, or is for other
 *   data than its teacher.
 */
export function distil(teacher: ModelGraph, { student }: { readonly student: string }): ModelGraph {
  const info = findModel(student);
  if (info.id === teacher.id) {
    throw refusal(
      `${teacher.name} cannot be its own student. Choose a smaller model${advice(teacher.id)}.`,
    );
  }
  const known = new Set(info.bindings.map((each) => each.name));
  const isOfImages = teacher.bindings.imageSize !== undefined;
  if (isOfImages !== known.has('imageSize')) {
    throw refusal(
      `${info.name} cannot learn from ${teacher.name}: one reads images, the other text. Choose a student for the same data${advice(teacher.id)}.`,
    );
  }
  const bindings: BindingRequest = Object.fromEntries(
    Object.entries(teacher.bindings).filter(([name]) => known.has(name)),
  );
  const head = info.heads.includes(teacher.head) ? teacher.head : info.heads[0];
  const graph = buildModel(info.id, bindings, { head });
  const [ofTeacher, ofStudent] = [parameterCount(teacher), parameterCount(graph)];
  if (ofStudent >= ofTeacher) {
    throw refusal(
      `${info.name} has ${ofStudent.toLocaleString('en')} parameters, not fewer than its teacher ${teacher.name} with ${ofTeacher.toLocaleString('en')}. Choose a smaller student${advice(teacher.id)}.`,
    );
  }
  const published = publishedStudents.find(
    (each) => each.teacher === teacher.id && each.student === info.id,
  );
  return {
    ...graph,
    name: `${info.name}, student of ${teacher.name}`,
    notes: [
      ...graph.notes,
      `A student in place of ${teacher.name}; distilling takes a forward pass of the teacher for every example, beside its own training.`,
      published === undefined
        ? 'No published distillation of this pair is known here: what accuracy the student reaches is open.'
        : `${published.how}: ${published.source}.`,
      ...(head === teacher.head
        ? []
        : [`It is built with the head "${head}": it has none called "${teacher.head}".`]),
    ],
  };
}

function advice(teacher: string): string {
  const known = publishedStudents.filter((each) => each.teacher === teacher);
  if (known.length === 0) return '';
  return `; published ones are ${known.map((each) => each.student).join(', ')}`;
}

function parameterCount(graph: ModelGraph): number {
  return [...graph.parameters.values()].reduce((sum, each) => sum + elementCount(each.shape), 0);
}
