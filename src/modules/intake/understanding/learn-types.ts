import type { Act } from '../../../platform/act.ts';
import type { BlobRef } from '../../../platform/blobs/index.ts';
import { newId } from '../../../platform/ids.ts';
import type { JobContext } from '../../../platform/module.ts';
import { deriveFeatures } from './derive-features.ts';
import { type Example, type TypeModel, trainingSteps } from './derive-type-model.ts';
import { evaluationSteps, type ModelMeasure } from './evaluate-type-model.ts';
import { packTypeModel } from './pack-type-model.ts';

const ENGINE = 'chartkeeper-types 1';
/** The newest teach: bounds of memory (about 10 kB each) and time. */
const MOST_EXAMPLES = 3_000;
const MOST_OF_A_TYPE = 150;
const PAGES_LOOKED_AT = 40_000;
const MAX_TEXT_BYTES = 256 * 1024;
export const LEAST_EXAMPLES = 8;
const OPTIONS = { leastExamples: LEAST_EXAMPLES, leastGroups: 3 };
const MODELS_KEPT = 5;

interface Lesson {
  readonly type: string;
  readonly patientId: string;
  readonly text: BlobRef;
}

/**
 * Learns the document types of a facility anew from what is filed there today, corrections included: reads the texts of
 * first pages, trains, measures by cross-validation, keeps the model. Documents with a sensitivity label, and those struck
 * out, do not teach.
 */
export async function learnTypes(context: JobContext, facilityId: string): Promise<void> {
  const request = { verb: 'intake.learn', subject: { kind: 'facility', id: facilityId } };
  const lessons = await context.act(request, (act) => listLessons(act, facilityId));
  const begin = performance.now();
  const examples: Example[] = [];
  for (const { type, patientId, text } of lessons) {
    const bytes = await context.services.blobs.read(text, MAX_TEXT_BYTES).catch(() => undefined);
    // Its key may be destroyed meanwhile, or the page is a book: the others teach.
    if (bytes !== undefined)
      examples.push({ features: deriveFeatures(bytes.toString('utf8')), type, group: patientId });
  }
  const measure = await inTurns(evaluationSteps(examples, OPTIONS));
  const model = await inTurns(trainingSteps(examples, OPTIONS));
  if (model === undefined || measure === undefined) return;
  const used = examples.filter(({ type }) => model.types.includes(type)).length;
  const seconds = (performance.now() - begin) / 1000;
  await context.act(request, (act) => keepModel(act, { facilityId, model, measure, examples: used, seconds }));
}

/** One type after the other, with room for everybody else between them. */
async function inTurns<T>(steps: Generator<void, T>): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function listLessons(act: Act, facilityId: string): Promise<Lesson[]> {
  const rows = await act.tx
    .selectFrom((query) =>
      query
        .selectFrom((newest) =>
          newest
            .selectFrom('intake.outcome')
            .select(['item_id', 'document_id', 'filed_patient_id', 'page_number', 'decided_at'])
            .where('facility_id', '=', facilityId)
            .where('kind', '=', 'filed')
            .where('reversed_at', 'is', null)
            .orderBy('decided_at', 'desc')
            .limit(PAGES_LOOKED_AT)
            .as('page'),
        )
        .select(['item_id', 'document_id', 'filed_patient_id'])
        .select((of) => [of.fn.min('page_number').as('page_number'), of.fn.max('decided_at').as('decided_at')])
        .groupBy(['item_id', 'document_id', 'filed_patient_id'])
        .as('filed'),
    )
    .innerJoin('documents.document as d', (join) =>
      join.onRef('d.patient_id', '=', 'filed.filed_patient_id').onRef('d.id', '=', 'filed.document_id'),
    )
    .innerJoin('intake.page as p', (join) =>
      join.onRef('p.item_id', '=', 'filed.item_id').onRef('p.number', '=', 'filed.page_number'),
    )
    .innerJoin('platform.blob as b', 'b.address', 'p.text_address')
    .select(['d.type_code', 'd.patient_id', 'b.address', 'b.slot', 'b.bytes', 'b.frames', 'b.digest'])
    .where('d.labels', '=', '0')
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('documents.entered_in_error as e')
            .select('e.id')
            .whereRef('e.patient_id', '=', 'd.patient_id')
            .whereRef('e.document_id', '=', 'd.id')
            .where('e.withdrawn_at', 'is', null),
        ),
      ),
    )
    .orderBy('filed.decided_at', 'desc')
    .execute();
  const counts = new Map<string, number>();
  const lessons: Lesson[] = [];
  for (const { type_code, patient_id, ...blob } of rows) {
    const count = counts.get(type_code) ?? 0;
    if (count >= MOST_OF_A_TYPE || lessons.length >= MOST_EXAMPLES) continue;
    counts.set(type_code, count + 1);
    lessons.push({ type: type_code, patientId: patient_id, text: { ...blob, bytes: Number(blob.bytes) } });
  }
  act.note({ count: lessons.length });
  return lessons;
}

async function keepModel(
  act: Act,
  learned: { facilityId: string; model: TypeModel; measure: ModelMeasure; examples: number; seconds: number },
): Promise<void> {
  const { facilityId, model, measure } = learned;
  const id = newId();
  await act.tx
    .insertInto('intake.type_model')
    .values({
      id,
      facility_id: facilityId,
      trained_at: act.now,
      engine: ENGINE,
      examples: learned.examples,
      seconds: learned.seconds,
      accuracy: measure.accuracy,
      macro_f1: measure.macroF1,
      slope: measure.calibration.slope,
      offset_at_none: measure.calibration.offset,
      content: packTypeModel(model),
    })
    .execute();
  await act.tx
    .insertInto('intake.type_measure')
    .values(
      measure.types.map(({ type, examples, precision, recall, f1 }) => ({
        model_id: id,
        type_code: type,
        facility_id: facilityId,
        examples,
        precision_share: precision,
        recall_share: recall,
        f1,
      })),
    )
    .execute();
  const older = await act.tx
    .selectFrom('intake.type_model')
    .select('id')
    .where('facility_id', '=', facilityId)
    .orderBy('trained_at', 'desc')
    .orderBy('id', 'desc')
    .offset(MODELS_KEPT)
    .limit(MODELS_KEPT)
    .execute();
  if (older.length > 0)
    await act.tx
      .deleteFrom('intake.type_model')
      .where(
        'id',
        'in',
        older.map((row) => row.id),
      )
      .execute();
  act.note({ subjectIds: [id], count: learned.examples, detail: { types: model.types.length } });
}
