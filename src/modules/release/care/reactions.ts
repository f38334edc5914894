import type { Reaction } from '../../../platform/module.ts';

/** The packet lies ready: what was sent for care goes on its way, at the earliest after its minute. */
export const careReactions: readonly Reaction[] = [
  {
    name: 'release.carry-ready-packet',
    events: ['release.packet-ready'],
    verb: 'release.carry-care',
    react: async (act, event) => {
      const { patientId, requestId } = event.payload as { patientId: string; requestId: string }; // declared by release
      const sending = await act.tx
        .selectFrom('release.care_sending')
        .select(['id', 'not_before'])
        .where('patient_id', '=', patientId)
        .where('request_id', '=', requestId)
        .where('channel', '<>', 'by-hand')
        .where('taken_back_at', 'is', null)
        .where('stopped_at', 'is', null)
        .executeTakeFirst();
      act.note({ patientIds: [patientId] });
      if (sending === undefined) return;
      const runAt = sending.not_before > act.now ? sending.not_before : act.now;
      act.enqueue('release.carry-care', { sendingId: sending.id }, { key: `carry-care-${sending.id}`, runAt });
    },
  },
];
