import type { Staff } from './staff.ts';

/** A laboratory that should be heard every minute and never speaks: when the rest is done, its silence waits for somebody. */
export async function leaveSilentFeed(staff: Staff): Promise<void> {
  const coordinator = staff.browser('coordinator');
  const { id } = await coordinator.call<{ id: string }>('POST', '/hl7v2/senders', {
    application: 'LAKESIDE LAB (FICTIONAL)',
    facility: 'NORTH',
  });
  await coordinator.call('POST', `/hl7v2/senders/${id}/expectation`, { minutes: 1 });
}
