import type { AuditFacts } from '../../platform/act.ts';
import { literal, textArray, uuidArray } from '../../platform/db/literal.ts';
import { isId } from '../../platform/ids.ts';

/** Page views of one document by one session within this are one entry (shapes.md 2). */
const COALESCE_MINUTES = 5;
/** A search lists the patients shown, at most this many; the count says how many there were. */
const MAX_PATIENTS = 100;

const INTO = `INSERT INTO audit.entry (id, at, actor_kind, actor_id, on_behalf_of, purpose, verb, outcome, subject_ids, patient_ids, object_count, detail, reason_ids, session_hash)`;

/**
 * The entries of a transaction, sent in the round trip of its COMMIT: one INSERT for all, since each costs as much again as
 * the rows it writes. Ids that are no UUIDs (rule ids, names) go to the detail.
 */
export function entriesSql(entries: readonly AuditFacts[]): string {
  const always = entries.filter((facts) => facts.coalesce === undefined);
  return [
    ...(always.length === 0 ? [] : [`${INTO} VALUES ${always.map((facts) => `(${valuesOf(facts)})`).join(',\n')}`]),
    ...entries.flatMap((facts) => (facts.coalesce === undefined ? [] : [unlessRecent(facts, facts.coalesce)])),
  ].join(';\n');
}

function valuesOf(facts: AuditFacts): string {
  const { actor } = facts;
  const named = facts.subjectIds.filter((id) => !isId(id));
  const detail = {
    ...facts.detail,
    ...(named.length === 0 ? {} : { subjects: named }),
    ...(facts.coalesce === undefined ? {} : { coalesce: facts.coalesce }),
  };
  return [
    `${literal(facts.id)}::uuid`,
    `${literal(facts.at.toISOString())}::timestamptz`,
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
}

function unlessRecent(facts: AuditFacts, coalesce: string): string {
  const { actor } = facts;
  const since = new Date(facts.at.getTime() - COALESCE_MINUTES * 60_000).toISOString();
  return `${INTO} SELECT ${valuesOf(facts)}
    WHERE NOT EXISTS (SELECT 1 FROM audit.entry WHERE actor_id = ${literal(actor.id)} AND at > ${literal(since)} AND verb = ${literal(facts.verb)}
      AND session_hash IS NOT DISTINCT FROM ${literal(actor.sessionHash ?? null)} AND detail->>'coalesce' = ${literal(coalesce)})`;
}
