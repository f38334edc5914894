import { createHash } from 'node:crypto';
import { at, dayPlus } from '../fiction/days.ts';
import { addressOf, birthDateOf, givenFirst, type Person, type Visit } from '../fiction/person.ts';
import { DAUGHTER } from '../scans/scan-list.ts';
import type { Browser } from './browser.ts';
import type { Register } from './fill-register.ts';
import type { Staff } from './staff.ts';
import type { Received } from './work-intake.ts';

const POLL_MS = 500;
const ASSEMBLY_LIMIT_MS = 120_000;

export interface ReleasedPacket {
  readonly number: string;
  readonly pages: number;
  /** Of the file that the recipient fetched. */
  readonly sha256: string;
}

interface Case {
  readonly id: string;
  readonly version: number;
  readonly intakePages: readonly { readonly itemId: string }[];
  readonly scope: {
    readonly id: string;
    readonly documents: readonly {
      readonly documentId: string;
      readonly decision: string;
      readonly settlement: unknown;
    }[];
  } | null;
  readonly packet: {
    readonly number: string;
    readonly state: string;
    readonly pages: number | null;
    readonly failedCode: string | null;
    readonly volumes: readonly { readonly volume: number; readonly sha256: string }[];
  } | null;
}

interface Checklist {
  readonly ruleId: string;
}

export interface Words {
  readonly formChecklists: { readonly hipaa: readonly Checklist[] };
  readonly verificationChecklists: readonly Checklist[];
}

/** The first lay too long, and waits for another hospital. */
const RECEIVED_DAYS_AGO = [33, 5, 4, 3, 6];

export interface Desk {
  readonly staff: Staff;
  readonly register: Register;
  readonly today: string;
}

/**
 * The letter that came by mail becomes a packet in the daughter's hands: identified, verified, its authorization gone
 * through element by element, scope chosen, approved by the second person, handed over by link and fetched with the
 * passcode. The file fetched is compared with the digest that was kept.
 */
export async function releaseByLetter(
  desk: Desk,
  letter: Received,
  person: Person,
  visit: Visit,
): Promise<ReleasedPacket> {
  const { staff, today } = desk;
  const specialist = staff.browser('release');
  const words = await specialist.call<Words>('GET', '/release/words');
  const id = await caseOf(specialist, letter.itemId);
  const opened = await openCase(specialist, id);
  await specialist.call('PUT', `/release/requests/${id}/description`, {
    version: opened.version,
    requester: { class: 'other', name: DAUGHTER.name, address: [DAUGHTER.address], email: DAUGHTER.email },
    purpose: 'at-request-of-individual',
    purposeWords: 'Second opinion',
    wants: 'copy',
    copyForm: 'electronic',
    askedFor: `Records of the stay ${visit.from} to ${visit.to}`,
    patientAsWritten: `${givenFirst(person)}, born ${birthDateOf(person)}, MRN ${person.mrn}`,
  });
  await identifyAndVerify(desk, id, person, words);
  const authority = await specialist.call<{ result: string }>('POST', `/release/requests/${id}/authority`, {
    basis: 'authorization',
    recipient: 'other',
    seen: allFound(words.formChecklists.hipaa),
    form: {
      signedOn: dayPlus(today, -5),
      signedBy: 'individual',
      expiresOn: dayPlus(today, 175),
      expiresWhen: null,
      combinedWith: 'nothing',
    },
    formItemId: letter.itemId,
  });
  if (authority.result !== 'sufficient') throw new Error(`The authorization was found ${authority.result}.`);
  await chooseScope(desk, id, visit);
  await approve(desk, id);
  const packet = await packetOf(specialist, id);
  return handOver(specialist, id, packet);
}

/** A request that somebody made at the counter. */
export interface LoggedRequest {
  readonly id: string;
  readonly number: string;
  readonly person: Person;
  readonly visit: Visit;
}

/** Three people asked for their own records in the last days. */
export async function logRequests(desk: Desk, people: readonly Person[]): Promise<LoggedRequest[]> {
  const specialist = desk.staff.browser('release');
  const inpatients = people.flatMap((person) => {
    const visit = person.visits.findLast(({ condition }) => condition.setting === 'inpatient');
    return person.story === undefined && visit !== undefined ? [{ person, visit }] : [];
  });
  const logged: LoggedRequest[] = [];
  for (const { person, visit } of inpatients.slice(0, RECEIVED_DAYS_AGO.length)) {
    const { id, number } = await specialist.call<{ id: string; number: string }>('POST', '/release/requests', {
      receivedAt: at(dayPlus(desk.today, -(RECEIVED_DAYS_AGO[logged.length] ?? 4)), 10).toISOString(),
      receivedVia: 'walk-in',
      requester: { class: 'individual', name: givenFirst(person), address: [addressOf(person)] },
      purpose: 'at-request-of-individual',
      wants: 'copy',
      copyForm: 'electronic',
      askedFor: `Hospital stay of ${visit.from}`,
    });
    logged.push({ id, number, person, visit });
  }
  return logged;
}

/** Takes each of them one stage further than the last and leaves it there, so that every queue has something in it. */
export async function leaveRequestsWaiting(desk: Desk, logged: readonly LoggedRequest[]): Promise<void> {
  const specialist = desk.staff.browser('release');
  const words = await specialist.call<Words>('GET', '/release/words');
  const stages = ['to-approve', 'to-hand-over', 'to-confirm'] as const;
  for (const [index, stage] of stages.entries()) {
    const request = logged[index];
    if (request === undefined) throw new Error('Too few people were in hospital.');
    const { id, person, visit } = request;
    await identifyAndVerify(desk, id, person, words);
    await specialist.call('POST', `/release/requests/${id}/authority`, {
      basis: 'to-individual',
      recipient: 'individual',
    });
    await chooseScope(desk, id, visit);
    if (stage === 'to-approve') continue;
    await approve(desk, id);
    await packetOf(specialist, id);
    if (stage === 'to-confirm')
      await specialist.call('POST', `/release/requests/${id}/deliveries`, { channel: 'mail' });
  }
}

export async function identifyAndVerify(desk: Desk, id: string, person: Person, words: Words): Promise<void> {
  const specialist = desk.staff.browser('release');
  await specialist.call('POST', `/release/requests/${id}/patient`, {
    patientId: desk.register.patientId(person),
    matchedOn: ['name', 'birth-date', 'mrn'],
  });
  await specialist.call('POST', `/release/requests/${id}/verification`, {
    how: 'Photo identification seen, signature compared with the consent on file (fictional)',
    seen: allFound(words.verificationChecklists),
    officialAsks: 'not-an-official',
  });
}

/** Chooses the stay, and decides as the clinician told where the rules want a professional's word. */
export async function chooseScope(
  desk: Desk,
  id: string,
  visit: Visit,
  pages: { readonly correct: boolean } = { correct: false },
): Promise<void> {
  const specialist = desk.staff.browser('release');
  await specialist.call('POST', `/release/requests/${id}/scope`, { from: visit.from, to: visit.to });
  const { scope } = await openCase(specialist, id);
  for (const { documentId, decision } of scope?.documents ?? [])
    if (decision.startsWith('needs-'))
      await specialist.call('POST', `/release/requests/${id}/scope/documents/${documentId}`, {
        decision: decision === 'needs-consent' ? 'withhold' : 'include',
        reason:
          decision === 'needs-consent'
            ? 'The form does not name this class'
            : 'Looked through: nothing stands against it',
        ...(decision === 'needs-professional' ? { professional: 'Hazel Okonkwo, MD (fictional)' } : {}),
      });
  await settleFindings(specialist, id, pages);
}

/** What was found on the pages: somebody looked, and each may leave, or is another patient's and is sent to be corrected. */
async function settleFindings(
  specialist: Browser,
  id: string,
  { correct }: { readonly correct: boolean },
): Promise<void> {
  const until = Date.now() + ASSEMBLY_LIMIT_MS;
  for (;;) {
    const { state, findings } = await specialist.call<{
      state: string;
      findings: readonly { readonly id: string; readonly kind: string; readonly open: boolean }[];
    }>('GET', `/release/requests/${id}/preflight`);
    if (state === 'clear') return;
    if (state === 'open') {
      const open = findings.filter((finding) => finding.open);
      const others = correct ? open.filter(({ kind }) => kind === 'another-person' || kind === 'another-number') : [];
      await specialist.call('POST', `/release/requests/${id}/preflight/settlements`, {
        findingIds: (others.length > 0 ? others : open).map((finding) => finding.id),
        ...(others.length > 0
          ? { decision: 'correct', reason: 'The page is of somebody else (fictional)' }
          : { decision: 'keep', reason: 'Looked at the page beside the chart: it is of this stay' }),
      });
    } else if (state === 'failed' || Date.now() > until) throw new Error(`The pages were not gone over: ${state}`);
    else await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

export async function approve(desk: Desk, id: string): Promise<void> {
  const approver = desk.staff.browser('approver');
  const { scope } = await openCase(approver, id);
  await approver.call('POST', `/release/requests/${id}/approval`, { scopeId: scope?.id });
}

export async function packetOf(browser: Browser, id: string): Promise<NonNullable<Case['packet']>> {
  const until = Date.now() + ASSEMBLY_LIMIT_MS;
  for (;;) {
    const { packet } = await openCase(browser, id);
    if (packet?.state === 'ready') return packet;
    if (packet?.state === 'failed') throw new Error(`The packet could not be made: ${packet.failedCode ?? ''}`);
    if (Date.now() > until) throw new Error('The packet was not made in time.');
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function handOver(specialist: Browser, id: string, packet: NonNullable<Case['packet']>): Promise<ReleasedPacket> {
  const { disclosureId, link } = await specialist.call<{
    disclosureId: string;
    link: { url: string; passcode: string } | null;
  }>('POST', `/release/requests/${id}/deliveries`, { channel: 'link', expiresInDays: 7 });
  if (link === null) throw new Error('No link was made.');
  const token = /[A-Za-z0-9_-]{43}$/.exec(link.url)?.[0] ?? '';
  const fetched = await specialist.fetchAsStranger(`/release/links/${token}`, { passcode: link.passcode, volume: 1 });
  const sha256 = createHash('sha256').update(fetched).digest('hex');
  const kept = packet.volumes[0]?.sha256;
  if (kept !== sha256) throw new Error('What the recipient fetched is not what was kept.');
  const { disclosures } = await specialist.call<{ disclosures: { id: string; outcome: string | null }[] }>(
    'GET',
    `/release/requests/${id}`,
  );
  if ((disclosures.find((each) => each.id === disclosureId)?.outcome ?? null) === null)
    await specialist.call('POST', `/release/disclosures/${disclosureId}/confirmation`, {
      outcome: 'handed-over',
      how: 'The recipient fetched the packet',
    });
  return { number: packet.number, pages: packet.pages ?? 0, sha256 };
}

async function openCase(browser: Browser, id: string): Promise<Case> {
  return browser.call<Case>('GET', `/release/requests/${id}`);
}

/** The case that the pages of an intake item opened by themselves; news takes a moment. */
async function caseOf(browser: Browser, itemId: string): Promise<string> {
  const until = Date.now() + ASSEMBLY_LIMIT_MS;
  for (;;) {
    const { requests } = await browser.call<{ requests: { id: string }[] }>('GET', '/release/requests?show=open');
    for (const { id } of requests) {
      const opened = await openCase(browser, id);
      if (opened.intakePages.some((pages) => pages.itemId === itemId)) return id;
    }
    if (Date.now() > until) throw new Error('No release case came of the letter.');
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function allFound(checklists: readonly Checklist[]): Record<string, Record<string, 'found'>> {
  return Object.fromEntries(checklists.map(({ ruleId }) => [ruleId, { '*': 'found' }]));
}
