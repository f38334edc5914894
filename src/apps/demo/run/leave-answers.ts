import type { Services } from '../../../platform/services.ts';
import { at, dayPlus } from '../fiction/days.ts';
import type { ChartPaper } from '../charts/chart-paper.ts';
import { fileCharts } from './file-charts.ts';
import type { Browser } from './browser.ts';
import {
  approve,
  chooseScope,
  type Desk,
  identifyAndVerify,
  type LoggedRequest,
  packetOf,
  type Words,
} from './work-release.ts';

const LETTER_LEAVES_MS = 90_000;
const POLL_MS = 1_000;

/** Somebody was denied a copy; the letter is in the print queue. */
export interface Denied {
  readonly requestId: string;
  readonly outcomeId: string;
  readonly deliveryId: string;
}

/** A professional fears for the safety of the patient: denied with the letter that tells of the review. */
export async function denyOne({ staff }: Desk, request: LoggedRequest): Promise<Denied> {
  const denial = await staff
    .browser('approver')
    .call<{ outcomeId: string; letterId: string }>('POST', `/release/requests/${request.id}/denial`, {
      ...{ kind: 'denied', ground: 'endangers-life-or-safety' },
      reason: 'Dr. Okonkwo fears for the safety of the patient (fictional).',
      denied: `The notes of the stay of ${request.visit.from}`,
      professional: 'Hazel Okonkwo, MD (fictional)',
      contactName: 'June Abara, privacy officer (fictional)',
      contactPhone: '+1 614 555 0100',
    });
  const { deliveryId } = await staff
    .browser('release')
    .call<{ deliveryId: string }>('POST', `/letters/${denial.letterId}/send`, { way: { channel: 'print' } });
  return { requestId: request.id, outcomeId: denial.outcomeId, deliveryId };
}

/** The letter left, and the patient asks that somebody else look at it. */
export async function askForReview({ staff, today }: Desk, denied: Denied): Promise<void> {
  const specialist = staff.browser('release');
  await untilItMay(() => specialist.call('POST', `/outbox/${denied.deliveryId}/printed`, {}));
  await untilItMay(() =>
    specialist.call('POST', `/release/requests/${denied.requestId}/outcomes/${denied.outcomeId}/review`, {
      ...{ askedOn: today, askedHow: 'By telephone (fictional)' },
      ...{ reviewer: 'Dr. Max Adler (fictional)', licence: 'MD, Ohio 35-1234 (fictional)' },
    }),
  );
}

/** A letter leaves a minute after it was sent, and news takes a moment. */
async function untilItMay(act: () => Promise<unknown>): Promise<void> {
  for (const end = Date.now() + LETTER_LEAVES_MS; ;) {
    try {
      await act();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}

/** Another hospital was asked for its part of the record, and the time that the law gives has passed. */
export async function askElsewhere({ staff }: Desk, request: LoggedRequest): Promise<void> {
  await staff.browser('release').call('POST', `/release/requests/${request.id}/components`, {
    ...{ kind: 'other-facility', what: 'Rehabilitation after the stay', state: 'asked' },
    ...{ custodian: 'Harbor Rehabilitation Hospital (fictional)', heldBy: 'organisation', custodianKind: 'hospital' },
  });
}

/** An attorney served a subpoena with nothing that assures notice; the return date is near. */
export async function serveSubpoena({ staff, today }: Desk): Promise<void> {
  const specialist = staff.browser('release');
  const { id } = await specialist.call<{ id: string }>('POST', '/release/requests', {
    receivedAt: at(dayPlus(today, -1), 10).toISOString(),
    receivedVia: 'mail',
    requester: {
      ...{ class: 'attorney', name: 'Dana Whitfield (fictional)', organisation: 'Whitfield Law (fictional)' },
      address: ['2 Court Square', 'Columbus, OH 43215'],
    },
    purpose: 'judicial',
    said: { process: 'subpoena' },
    askedFor: 'The whole chart since the accident',
    patientAsWritten: 'A. Oduya (fictional)',
  });
  await specialist.call('POST', `/release/requests/${id}/court`, {
    ...{ court: 'Court of Common Pleas, Franklin County (fictional)', caption: 'Doe v. Roe (fictional)' },
    ...{ caseNumber: '26-CV-001234', issuer: { name: 'Dana Whitfield (fictional)', class: 'attorney' } },
    ...{ kind: 'subpoena-duces-tecum', servedOn: dayPlus(today, -1), servedHow: 'mail', returnOn: dayPlus(today, 2) },
    ...{ returnPlace: '345 South High Street, Columbus', appearance: false, feeCents: 4000, assurance: 'none' },
  });
}

/**
 * A page of somebody else lay in the chart: seen before the release and sent to be corrected. Of what was released a
 * document is struck through afterwards, and the link is taken back by itself.
 */
export async function leaveStrayPage(
  services: Services,
  desk: Desk,
  { request, stray }: { request: LoggedRequest; stray: ChartPaper },
): Promise<void> {
  const specialist = desk.staff.browser('release');
  const patientId = desk.register.patientId(request.person);
  const misfiling = { ...desk.register, patientId: () => patientId };
  const misfiled = { ...stray, visit: undefined, date: request.visit.from };
  await fileCharts(services, misfiling, [misfiled], () => {});

  const words = await specialist.call<Words>('GET', '/release/words');
  await identifyAndVerify(desk, request.id, request.person, words);
  await specialist.call('POST', `/release/requests/${request.id}/authority`, {
    ...{ basis: 'to-individual', recipient: 'individual' },
  });
  await chooseScope(desk, request.id, request.visit, { correct: true });
  await approve(desk, request.id);
  await packetOf(specialist, request.id);
  await specialist.call('POST', `/release/requests/${request.id}/deliveries`, { channel: 'link', expiresInDays: 7 });
  const released = await firstReleased(specialist, request.id);
  await desk.staff
    .browser('coordinator')
    .call('POST', `/patients/${released.patientId}/documents/${released.documentId}/entered-in-error`, {
      ...{ cause: 'source-cancelled', reason: 'The laboratory withdrew its report (fictional).' },
    });
}

async function firstReleased(browser: Browser, id: string) {
  interface Decided {
    readonly patientId: string;
    readonly documentId: string;
    readonly decision: string;
    readonly settlement: { readonly decision: string } | null;
  }
  const { scope } = await browser.call<{ scope: { documents: Decided[] } | null }>('GET', `/release/requests/${id}`);
  const released = scope?.documents.find((each) => (each.settlement?.decision ?? each.decision) === 'include');
  if (released === undefined) throw new Error('Nothing was released.');
  return released;
}
