import type { Actor, EmittedEvent, EnqueueOptions, Scope } from './act.ts';
import { literal } from './db/literal.ts';

// What an act sends beside its own statements, as text: it goes out in one round trip with BEGIN and COMMIT.

/** One statement sets all of the scope, local to the transaction and so safe behind a connection pooler. */
export function scopeSql(scope: Scope, actor: Actor): string {
  const set = (name: string, value: string) => `set_config('ck.${name}', ${literal(value)}, true)`;
  const all = scope.facilityIds === 'all';
  return `SELECT ${[
    set('actor', actor.id),
    set('all_facilities', all ? 'on' : 'off'),
    set('facilities', all ? '{}' : `{${scope.facilityIds.join(',')}}`),
    set('label_mask', scope.labelMask.toString()),
    set('patients', scope.patientIds === undefined ? '' : `{${scope.patientIds.join(',')}}`),
    set('glass', scope.glass?.patientId ?? ''),
    // Only apps: at the desk each act on one subject is judged by `decide`, and lists say what they leave out.
    set('own', actor.app === undefined ? '' : `{${(actor.ownPatientIds ?? []).join(',')}}`),
  ].join(', ')}`;
}

/** No statement where there are no news. */
export function eventsSql(news: readonly { readonly event: EmittedEvent; readonly at: Date }[]): string[] {
  if (news.length === 0) return [];
  const rows = news.map(
    ({ event, at }) =>
      `(${literal(event.id)}, ${literal(at.toISOString())}, ${literal(event.name)}, ${literal(JSON.stringify(event.payload))})`,
  );
  return [`INSERT INTO platform.event (id, at, name, payload) VALUES ${rows.join(', ')}`];
}

export function enqueueSql(
  job: string,
  payload: Readonly<Record<string, unknown>>,
  options: EnqueueOptions = {},
): string {
  return `SELECT platform.enqueue(${literal(job)}, ${literal(JSON.stringify(payload))}::json, ${literal(options.key ?? null)}, ${literal(options.runAt?.toISOString() ?? null)}::timestamptz, ${options.maxAttempts ?? 'NULL'}::integer, ${literal(options.queue ?? null)})`;
}
