import { dayPlus } from '../fiction/days.ts';
import type { Desk, LoggedRequest } from './work-release.ts';

const NOTHING = {
  ...{
    copyForm: 'electronic',
    heldElectronically: true,
    custodian: 'hospital',
    program: 'none',
    claimForBenefits: false,
  },
  ...{
    nonPaperItems: 0,
    yearsSearched: 0,
    certifications: 0,
    affidavits: 0,
    laborMinutes: 0,
    laborCentsPerHour: 2_400,
  },
  ...{ suppliesCents: 0, mediaCents: 0, postageCents: 0, summaryCents: 0, searchCents: 0 },
  ...{ customaryBaseCents: 0, customaryPageCents: 0 },
};
const DAYS_AGO = 3;

/** The invoice of the third of them was given at the counter, to be paid at once, and recorded only now: it is late. */
export async function leaveInvoiceLate({ staff, today }: Desk, logged: readonly LoggedRequest[]): Promise<void> {
  const request = logged[2];
  if (request === undefined) return;
  const specialist = staff.browser('release');
  const { quoteId } = await specialist.call<{ quoteId: string }>(
    'POST',
    `/release/requests/${request.id}/fee/quotes`,
    NOTHING,
  );
  await specialist.call('POST', `/release/requests/${request.id}/fee/invoices`, {
    quoteId,
    dueInDays: 0,
    way: { channel: 'sent-before', issuedOn: dayPlus(today, -DAYS_AGO) },
  });
}
