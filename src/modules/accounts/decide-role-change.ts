/** A role and where it is held; null is every facility. */
export interface HeldRole {
  readonly role: string;
  readonly facilityId: string | null;
}

/** Facilities an actor manages people at, as the access decision gave them. */
export type Reach = readonly string[] | 'all';

export type RoleRefusal = 'own-roles' | 'beyond-reach';

/** May this role be granted? Nobody grants themselves one, nor one that reaches further than their own task. */
export function decideGrant(parts: {
  actorId: string;
  reach: Reach;
  personId: string;
  grant: HeldRole;
  held: readonly HeldRole[];
}): RoleRefusal | undefined {
  if (parts.actorId === parts.personId) return 'own-roles';
  return withinReach(parts.reach, [...parts.held, parts.grant]) ? undefined : 'beyond-reach';
}

/**
 * Whoever manages people at one facility may not touch those who also act elsewhere: resetting the second factor of an
 * administrator of all facilities would be a way to become one.
 */
export function withinReach(reach: Reach, held: readonly HeldRole[]): boolean {
  if (reach === 'all') return true;
  return held.every((each) => each.facilityId !== null && reach.includes(each.facilityId));
}
