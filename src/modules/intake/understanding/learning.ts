import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { LEAST_EXAMPLES } from './learn-types.ts';

/** Decisions that the table of changes looks back over, and how many of the most frequent changes it shows. */
const DECISIONS_LOOKED_AT = 1_000;
const CHANGES_SHOWN = 50;
const COUNTED_UP_TO = 100;

export interface LearningView {
  readonly leastExamples: number;
  readonly decisionsSince: number;
  readonly model: {
    readonly trainedAt: string;
    readonly examples: number;
    readonly seconds: number;
    readonly accuracy: number;
    readonly macroF1: number;
    readonly types: { typeCode: string; examples: number; precision: number; recall: number; f1: number }[];
  } | null;
  readonly decided: number;
  readonly accepted: number;
  readonly changed: { proposed: string; decided: string; times: number }[];
}

/** The newest model of a facility with its measure, and what people made of the proposals of types. */
export async function viewLearning(act: Act, facilityId: string): Promise<LearningView> {
  const model = await act.tx
    .selectFrom('intake.type_model')
    .select(['id', 'trained_at', 'examples', 'seconds', 'accuracy', 'macro_f1'])
    .where('facility_id', '=', facilityId)
    .orderBy('trained_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const types =
    model === undefined
      ? []
      : await act.tx
          .selectFrom('intake.type_measure')
          .select(['type_code', 'examples', 'precision_share', 'recall_share', 'f1'])
          .where('model_id', '=', model.id)
          .orderBy('examples', 'desc')
          .execute();
  const since = await act.tx
    .selectFrom('intake.decision')
    .select('id')
    .where('facility_id', '=', facilityId)
    .where('field', '=', 'type')
    .where('decided_at', '>', model?.trained_at ?? new Date(0))
    .limit(COUNTED_UP_TO)
    .execute();
  const { rows } = await sql<{ how: string; proposed: string | null; decided: string; times: number }>`
    SELECT d.how, p.value AS proposed, d.value AS decided, count(*)::int AS times
    FROM (SELECT how, proposal_id, value FROM intake.decision
          WHERE facility_id = ${facilityId} AND field = 'type' ORDER BY decided_at DESC LIMIT ${DECISIONS_LOOKED_AT}) d
    LEFT JOIN intake.proposal p ON p.id = d.proposal_id
    GROUP BY 1, 2, 3 ORDER BY times DESC, decided`.execute(act.tx);
  const total = (of: typeof rows) => of.reduce((sum, { times }) => sum + times, 0);
  return {
    leastExamples: LEAST_EXAMPLES,
    decisionsSince: since.length,
    model:
      model === undefined
        ? null
        : {
            trainedAt: model.trained_at.toISOString(),
            examples: model.examples,
            seconds: model.seconds,
            accuracy: model.accuracy,
            macroF1: model.macro_f1,
            types: types.map((row) => ({
              typeCode: row.type_code,
              examples: row.examples,
              precision: row.precision_share,
              recall: row.recall_share,
              f1: row.f1,
            })),
          },
    decided: total(rows),
    accepted: total(rows.filter(({ how }) => how === 'accepted')),
    changed: rows
      .flatMap(({ how, proposed, decided, times }) =>
        how === 'changed' && proposed !== null ? [{ proposed, decided, times }] : [],
      )
      .slice(0, CHANGES_SHOWN),
  };
}
