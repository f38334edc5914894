import type { Act, Actor, ActRequest, Purpose, Scope } from '../../platform/act.ts';
import type { Problem } from '../../platform/problem.ts';
import { maskFor, type Policies } from './policies.ts';
import { problems } from './problems.ts';

const NOTHING: Scope = { facilityIds: [], labelMask: 0n, needsReason: false, reasonIds: [] };
const EVERYTHING: Scope = {
  facilityIds: 'all',
  labelMask: (1n << 63n) - 1n,
  needsReason: false,
  reasonIds: ['code/system'],
};

/** What a broken glass opens: reading. It never exports, destroys or changes rights. */
const GLASS_PERMISSIONS = new Set(['patients/read', 'encounters/read', 'documents/read', 'documents/search']);
const CACHE_SIZE = 2_000;

interface RoleScope {
  readonly allowed: boolean;
  readonly mask: bigint;
  readonly policies: readonly string[];
}

export interface AccessTrust {
  scope(actor: Actor, request: ActRequest, purpose: Purpose, now: Date): Promise<Scope | Problem>;
  decide(act: Act, request: ActRequest): Promise<Problem | undefined>;
  /** What the browser may show: permissions the actor holds anywhere. A hint for buttons, never the decision. */
  permissionsOf(actor: Actor, all: readonly string[]): string[];
}

/** The one access decision. Role sets are few, so each (roles, permission, purpose) is evaluated once and kept. */
export function createAccessTrust(policies: Policies): AccessTrust {
  const cache = new Map<string, RoleScope>();

  function roleScope(roles: readonly string[], permission: string, purpose: Purpose): RoleScope {
    const key = `${roles.join(',')}|${permission}|${purpose}`;
    const known = cache.get(key);
    if (known !== undefined) return known;
    const general = policies.decide(roles, permission, 'general', purpose);
    const made = {
      allowed: general.allowed,
      mask: general.allowed ? maskFor(policies, roles, permission, purpose) : 0n,
      policies: general.policies,
    };
    if (cache.size >= CACHE_SIZE) cache.clear();
    cache.set(key, made);
    return made;
  }

  return {
    scope: async (actor, request, purpose, now) => {
      if (request.permission === 'public') return NOTHING;
      if (actor.kind === 'system') return EVERYTHING;
      return scopeOf(actor, request, purpose, now, roleScope);
    },
    decide: async (act, request) => decideSubject(act, request),
    permissionsOf: (actor, all) => {
      const roles = [...new Set(rolesOf(actor).map((assignment) => assignment.role))].sort();
      return all.filter((permission) => roleScope(roles, permission, 'operations').allowed);
    },
  };
}

function rolesOf(actor: Actor): readonly { readonly role: string; readonly facilityId: string | null }[] {
  return actor.kind === 'operator' ? [{ role: 'operator', facilityId: null }] : actor.assignments;
}

function scopeOf(
  actor: Actor,
  request: ActRequest,
  purpose: Purpose,
  now: Date,
  roleScope: (roles: readonly string[], permission: string, purpose: Purpose) => RoleScope,
): Scope | Problem {
  const assignments = rolesOf(actor);
  const everywhere = assignments
    .filter((assignment) => assignment.facilityId === null)
    .map((assignment) => assignment.role);
  const rolesAt = (facilityId: string) =>
    [
      ...new Set([
        ...everywhere,
        ...assignments
          .filter((assignment) => assignment.facilityId === facilityId)
          .map((assignment) => assignment.role),
      ]),
    ].sort();
  const glass = glassFor(actor, request, now);
  const withGlass = {
    ...(glass === undefined ? {} : { glass }),
    // Somebody in the portal is bound to the records of that account; to none where nothing says which. So is an app that
    // a person let read one record only.
    ...(actor.realm === 'portal' || actor.boundPatientIds !== undefined
      ? { patientIds: actor.boundPatientIds ?? [] }
      : {}),
  };

  const enterprise = roleScope([...new Set(everywhere)].sort(), request.permission, purpose);
  if (enterprise.allowed)
    return {
      facilityIds: 'all',
      labelMask: enterprise.mask,
      needsReason: false,
      reasonIds: enterprise.policies,
      ...withGlass,
    };

  const facilityIds = [
    ...new Set(assignments.flatMap((assignment) => (assignment.facilityId === null ? [] : [assignment.facilityId]))),
  ];
  const local = facilityIds
    .map((facilityId) => ({ facilityId, at: roleScope(rolesAt(facilityId), request.permission, purpose) }))
    .filter(({ at }) => at.allowed);
  if (local.length === 0)
    return problems.notPermitted({
      detail:
        'Your roles do not include this. Nothing was changed. Ask your coordinator or administrator if your work needs it.',
      internal: request.permission,
    });
  return {
    facilityIds: local.map(({ facilityId }) => facilityId),
    // Where the roles differ between facilities, the narrowest view holds for all: never wider than any one of them.
    labelMask: local.reduce((mask, { at }) => mask & at.mask, local[0]?.at.mask ?? 0n),
    needsReason: false,
    reasonIds: [...new Set(local.flatMap(({ at }) => at.policies))],
    ...withGlass,
  };
}

function glassFor(actor: Actor, request: ActRequest, now: Date): { patientId: string; grantId: string } | undefined {
  const patientId = request.subject?.patientId;
  if (patientId === undefined || !GLASS_PERMISSIONS.has(request.permission)) return undefined;
  const grant = actor.glass?.find((each) => each.patientId === patientId && each.until > now);
  return grant === undefined ? undefined : { patientId, grantId: grant.grantId };
}

/**
 * On one object: staff never serve themselves; the item goes to another person (shapes.md 1). `ownPatientIds` holds the
 * registrations of the actor with everything merged with them.
 */
function decideSubject(act: Act, request: ActRequest): Problem | undefined {
  const patientId = request.subject?.patientId;
  if (patientId === undefined || !(act.actor.ownPatientIds ?? []).includes(patientId)) return undefined;
  return problems.ownRecord({
    detail:
      'Nothing was opened or changed. Hand the item to a colleague; your own access rights as a patient go through the portal or a request.',
  });
}
