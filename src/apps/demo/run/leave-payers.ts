import type { Desk, LoggedRequest } from './work-release.ts';

/** What a packet was handed in with waits for its proof; the payer's rules stand in the directory of destinations. */
export async function leaveSubmission({ staff, today }: Desk, logged: readonly LoggedRequest[]): Promise<void> {
  const request = logged[2];
  if (request === undefined) return;
  const specialist = staff.browser('release');
  const { id: requesterId } = await specialist.call<{ id: string }>('POST', '/release/requesters', {
    ...{ kind: 'organisation', class: 'insurer', name: 'Tidewater Mutual Health Plan (fictional)' },
  });
  const { id: destinationId } = await staff.browser('privacy').call<{ id: string }>('POST', '/release/destinations', {
    ...{ requesterId, name: 'Tidewater Mutual, claim reviews (fictional)', kind: 'payer', letterFirst: false },
    ...{ namePattern: '{claim}-{family}-{sequence}', nameLength: 60, nameCharacters: 'letters-digits-dashes' },
    ...{ fileBytes: 100_000_000, submissionBytes: 500_000_000, ways: ['portal', 'fax', 'mail'] },
  });
  const payer = `/release/requests/${request.id}/payer`;
  await specialist.call('PUT', payer, { destinationId, claimNumber: 'TM-2026-4471', letterOn: today });
  await specialist.call('POST', `${payer}/submissions`, { way: 'mail', handedInOn: today });
}
