import type { Actor } from '../../platform/act.ts';

/** SMART App Launch 2: create, read, update, delete, search. */
export type Action = 'c' | 'r' | 'u' | 'd' | 's';

/** SMART App Launch 2 scopes: `system/Patient.rs`, `user/Patient.r`, `patient/*.rs`. */
const SCOPE = /^(system|user|patient)\/(\*|[A-Z][A-Za-z]+)\.([cruds]+)$/;

/** Who did what to which record: no part of a patient's record, so neither `*` nor a scope of one patient means it. */
const BY_NAME_ONLY = ['AuditEvent'];

/**
 * May this actor do this to resources of this type? Staff and the operator go by roles alone; a machine, and a person
 * through an app, by the scopes too.
 */
export function decideGrant(actor: Actor, type: string, action: Action): boolean {
  if (actor.kind !== 'machine' && actor.app === undefined) return true;
  return (actor.grants ?? []).some((grant) => {
    const match = SCOPE.exec(grant);
    if (match === null || !(match[3] ?? '').includes(action)) return false;
    if (BY_NAME_ONLY.includes(type)) return match[2] === type && match[1] !== 'patient';
    return match[2] === '*' || match[2] === type;
  });
}
