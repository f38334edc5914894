import type { Act } from '../../platform/act.ts';
import type { Services } from '../../platform/services.ts';
import { systemActor } from '../../platform/system-actor.ts';
import { actorIdOf } from './identify-portal.ts';

const ACTOR = systemActor('portal');

/**
 * What the product does for an account after `standFor` has let it through: rows that are about no patient yet, or beside
 * the patient, lie outside the account's own scope. The entry names the account.
 */
export function onBehalf<T>(
  services: Services,
  accountId: string,
  verb: string,
  fn: (act: Act) => Promise<T>,
): Promise<T> {
  return services.acting.act({ actor: ACTOR, onBehalfOf: actorIdOf(accountId) }, { verb, permission: 'system' }, fn);
}

/** What the product does at the door, before anybody is known. */
export function atTheDoor<T>(services: Services, verb: string, fn: (act: Act) => Promise<T>): Promise<T> {
  return services.acting.act({ actor: ACTOR }, { verb, permission: 'system' }, fn);
}
