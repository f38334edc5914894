import { DEFAULT_FACILITY, facilityById } from '../../../modules/directory/index.ts';
import { changeSeal, flagSeals, makeSelf } from '../../../modules/release/index.ts';
import type { Services } from '../../../platform/services.ts';
import { systemActor } from '../../../platform/system-actor.ts';

/** Made so long ago that it runs out in some weeks: a new one is wanted. */
const MADE_DAYS_AGO = 6 * 365 - 30;
const DAY_MS = 86_400_000;

/** The seal of the hospital runs out soon, and waits for whoever leads the desk. */
export async function leaveSealEnding(services: Services): Promise<void> {
  const { acting } = services;
  const demonstration = { actor: systemActor('demonstration') };
  const asked = { verb: 'release.change-seal', permission: 'system' };
  const { facility, now } = await acting.act(demonstration, asked, async (act) => ({
    facility: await facilityById(act, DEFAULT_FACILITY),
    now: act.now,
  }));
  const made = await makeSelf(facility, new Date(now.getTime() - MADE_DAYS_AGO * DAY_MS));
  const reason = 'The first seal (fictional)';
  await acting.act(demonstration, asked, (act) =>
    changeSeal(act, services.keyring, { facilityId: facility.id, made, reason }),
  );
  await acting.act(demonstration, { verb: 'release.flag-seals', permission: 'system' }, flagSeals);
}
