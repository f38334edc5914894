import type { ActContext, ActRequest, AuditFacts, AuditNote, Outcome, Purpose } from './act.ts';
import { newId } from './ids.ts';

/** What one entry of the log says of an act: all its notes together. */
export function auditFacts(parts: {
  context: ActContext;
  request: ActRequest;
  purpose: Purpose;
  now: Date;
  notes: readonly AuditNote[];
  outcome: Outcome;
  extra: Record<string, unknown>;
}): AuditFacts {
  const { context, request, notes } = parts;
  const subject = request.subject;
  const subjectIds = [
    ...(subject === undefined ? [] : [subject.id]),
    ...notes.flatMap((note) => note.subjectIds ?? []),
  ];
  const patientIds = [
    ...(subject?.patientId === undefined ? [] : [subject.patientId]),
    ...notes.flatMap((note) => note.patientIds ?? []),
  ];
  return {
    id: newId(),
    at: parts.now,
    actor: context.actor,
    onBehalfOf: context.onBehalfOf,
    purpose: parts.purpose,
    verb: request.verb,
    outcome: parts.outcome,
    subjectIds: [...new Set(subjectIds)],
    patientIds: [...new Set(patientIds)],
    count: notes.reduce((sum, note) => sum + (note.count ?? 0), 0),
    detail: Object.assign(
      {},
      ...notes.map((note) => note.detail ?? {}),
      context.actor.app === undefined ? {} : { app: context.actor.app },
      parts.extra,
    ) as Record<string, unknown>,
    reasonIds: [...new Set(notes.flatMap((note) => note.reasonIds ?? []))],
    coalesce: parts.outcome === 'done' ? notes.find((note) => note.coalesce !== undefined)?.coalesce : undefined,
  };
}
