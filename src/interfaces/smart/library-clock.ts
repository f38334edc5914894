import type { Adapter } from 'oidc-provider';
import type { Services } from '../../platform/services.ts';

/** The library keeps time by the machine's clock, we by the clock of the services: what it stores is counted from now. */
export function epochOf(services: Services, at: Date): number {
  return Math.floor(Date.now() / 1000) + Math.floor((at.getTime() - services.clock.now().getTime()) / 1000);
}

/** The moment by our clock, so many seconds from now. */
export function whenKept(services: Services, seconds: number): Date {
  return new Date(services.clock.now().getTime() + seconds * 1000);
}

const refuse = async () => {
  throw new Error('This is not offered.');
};

/** What is not offered is refused rather than kept. */
export const NOTHING: Adapter = {
  upsert: refuse,
  find: async () => undefined,
  findByUserCode: async () => undefined,
  findByUid: async () => undefined,
  consume: refuse,
  destroy: refuse,
  revokeByGrantId: async () => {},
};

/** Of what the library would like to keep between requests and need not: who is signed in is asked of our own session. */
export const FORGOTTEN: Adapter = { ...NOTHING, upsert: async () => {}, destroy: async () => {} };
