import type { Actor } from '../../platform/act.ts';

/** SMART App Launch 2: create, read, update, delete, search. */
export type Action = 'c' | 'r' | 'u' | 'd' | 's';

/** SMART App Launch 2 scopes: `system/Patient.rs`, `system/*.cruds`. */
const SCOPE = /^(system|user)\/(\*|[A-Z][A-Za-z]+)\.([cruds]+)$/;

/** May this actor do this to resources of this type? Staff and the operator go by roles alone; a machine by its scopes too. */
export function decideGrant(actor: Actor, type: string, action: Action): boolean {
  if (actor.kind !== 'machine') return true;
  return (actor.grants ?? []).some((grant) => {
    const match = SCOPE.exec(grant);
    return match !== null && (match[2] === '*' || match[2] === type) && (match[3] ?? '').includes(action);
  });
}
