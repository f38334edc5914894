import type { AuditFacts } from '../../platform/act.ts';
import { literal, textArray, uuidArray } from '../../platform/db/literal.ts';
import { isId } from '../../platform/ids.ts';

/** Page views of one document by one session within this are one entry (shapes.md 2). */
const COALESCE_MINUTES = 5;
/** A search lists the patients shown, at most this many; the count says how many there were. */
const MAX_PATIENTS = 100;

/** The one INSERT of an act, sent in the round trip of its COMMIT. Ids that are no UUIDs (rule ids, names) go to the detail. */
export function entrySql(facts: AuditFacts): string {
  const { actor } = facts;
  const named = facts.subjectIds.filter((id) => !isId(id));
  const detail = {
    ...facts.detail,
    ...(named.length === 0 ? {} : { subjects: named }),
    ...(facts.coalesce === undefined ? {} : { coalesce: facts.coalesce }),
  };
  const at = facts.at.toISOString();
  const values = [
    literal(facts.id),
    literal(at),
    literal(actor.kind),
    literal(actor.id),
    literal(facts.onBehalfOf ?? null),
    literal(facts.purpose),
    literal(facts.verb),
    literal(facts.outcome),
    uuidArray(facts.subjectIds.filter(isId)),
    uuidArray(facts.patientIds.filter(isId).slice(0, MAX_PATIENTS)),
    String(facts.count),
    `${literal(JSON.stringify(detail))}::jsonb`,
    textArray(facts.reasonIds),
    literal(actor.sessionHash ?? null),
  ].join(', ');
  const since = new Date(facts.at.getTime() - COALESCE_MINUTES * 60_000).toISOString();
  const unlessRecent =
    facts.coalesce === undefined
      ? ''
      : ` WHERE NOT EXISTS (SELECT 1 FROM audit.entry WHERE actor_id = ${literal(actor.id)} AND at > ${literal(since)} AND verb = ${literal(facts.verb)}
           AND session_hash IS NOT DISTINCT FROM ${literal(actor.sessionHash ?? null)} AND detail->>'coalesce' = ${literal(facts.coalesce)})`;
  return `INSERT INTO audit.entry (id, at, actor_kind, actor_id, on_behalf_of, purpose, verb, outcome, subject_ids, patient_ids, object_count, detail, reason_ids, session_hash)
    SELECT ${values.replace(literal(at), `${literal(at)}::timestamptz`).replace(literal(facts.id), `${literal(facts.id)}::uuid`)}${unlessRecent}`;
}
