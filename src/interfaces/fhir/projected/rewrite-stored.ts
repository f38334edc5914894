import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { isObject, type JsonObject } from '../read-json.ts';
import { indexAgain } from '../search/write-index.ts';
import { keepHistory } from '../store.ts';

export interface Rewritten {
  readonly patientId: string;
  readonly type: string;
  readonly id: string;
  /** The version that stands. */
  readonly version: number;
  readonly content: JsonObject;
}

/**
 * The next version of resources of which the record says something new. Their hash stays that of what the source said: its
 * saying the same again does not undo what the desk did.
 */
export async function rewriteStored(act: Act, resources: readonly Rewritten[]): Promise<void> {
  if (resources.length === 0) return;
  const next = resources.map((each) => {
    const { resourceType, id, meta, ...rest } = each.content;
    const own = isObject(meta) ? meta : {};
    const said = { ...own, versionId: String(each.version + 1), lastUpdated: act.now.toISOString() };
    return { ...each, content: { resourceType: resourceType ?? each.type, id: id ?? each.id, meta: said, ...rest } };
  });
  await keepHistory(act, next);
  await sql`UPDATE fhir.resource r SET version = r.version + 1, content = w.content, at = ${act.now}, origin = 'desk'
    FROM unnest(${next.map(({ patientId }) => patientId)}::uuid[], ${next.map(({ type }) => type)}::text[], ${next.map(({ id }) => id)}::uuid[],
      ${next.map(({ content }) => JSON.stringify(content))}::text[]) AS w (patient_id, type, id, content)
    WHERE r.patient_id = w.patient_id AND r.type = w.type COLLATE "C" AND r.id = w.id`.execute(act.tx);
  await indexAgain(act, next);
}
