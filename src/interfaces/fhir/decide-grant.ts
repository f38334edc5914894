import type { Actor } from '../../platform/act.ts';

/** SMART App Launch 2: create, read, update, delete, search. */
export type Action = 'c' | 'r' | 'u' | 'd' | 's';

/** SMART App Launch 2 scopes: `system/Patient.rs`, `user/Patient.r`, `patient/*.rs`. */
const SCOPE = /^(system|user|patient)\/(\*|[A-Z][A-Za-z]+)\.([cruds]+)$/;

/**
 * May this actor do this to resources of this type? Staff and the operator go by roles alone; a machine, and a person
 * through an app, by the scopes too.
 */
export function decideGrant(actor: Actor, type: string, action: Action): boolean {
  if (actor.kind !== 'machine' && actor.app === undefined) return true;
  return (actor.grants ?? []).some((grant) => {
    const match = SCOPE.exec(grant);
    return match !== null && (match[2] === '*' || match[2] === type) && (match[3] ?? '').includes(action);
  });
}
