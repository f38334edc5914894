import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLog } from '../../../platform/log.ts';
import { holdDataDirectory } from '../../../platform/postgres/index.ts';
import { readSettings } from '../../../platform/settings.ts';
import { systemActor } from '../../../platform/system-actor.ts';
import { openSetup } from '../../../modules/accounts/index.ts';
import { raisePreliminary } from '../../../modules/documents/index.ts';
import { escalate } from '../../../modules/release/index.ts';
import { type Stack, startStack } from '../../stack.ts';
import type { ChartPaper } from '../charts/chart-paper.ts';
import { chooseCharts } from '../charts/choose-charts.ts';
import { HOSPITAL } from '../fiction/hospital.ts';
import { inventPeople } from '../fiction/people.ts';
import { scansOf } from '../scans/scan-list.ts';
import { fileCharts } from './file-charts.ts';
import { fillRegister, markFictional } from './fill-register.ts';
import { type Progress } from './progress.ts';
import { enrolStaff, type Staff } from './staff.ts';
import { type MailDrop, openMailDrop } from './mail-drop.ts';
import { openQueues } from './open-queues.ts';
import { leaveInvoiceLate } from './leave-fees.ts';
import { askElsewhere, askForReview, denyOne, leaveStrayPage, serveSubpoena } from './leave-answers.ts';
import { leaveSubmission } from './leave-payers.ts';
import { leaveIdentityWork, REGISTERED_BESIDE } from './leave-identity-work.ts';
import { leaveRights } from './leave-rights.ts';
import { leaveOutsideSummary } from './leave-outside-summary.ts';
import { leaveSealEnding } from './leave-seal-ending.ts';
import { leaveInterfaces } from './leave-interfaces.ts';
import { leaveDischarges } from './leave-discharges.ts';
import { leaveApplication, leavePortalNote } from './leave-portal.ts';
import { codeVisit, leaveIntakeWork, setVerifyShare } from './leave-intake-work.ts';
import { writeLetters } from './write-letters.ts';
import { leaveRequestsWaiting, logRequests, releaseByLetter, type LoggedRequest } from './work-release.ts';
import { type PageCounts, uploadScans, waitUntilRead, workIntake } from './work-intake.ts';

export interface DemoOptions {
  readonly data: string;
  /** Undefined: any free one, for a run that ends by itself. */
  readonly port: string | undefined;
  /** A smaller hospital, for tests. */
  readonly size?: { readonly patients: number; readonly documents: number };
  readonly progress: Progress;
  readonly tell: (line: string) => void;
}

export interface DemoResult {
  readonly patients: number;
  readonly documents: number;
  readonly pagesIn: number;
  readonly pagesFiled: number;
  readonly pagesToCases: number;
  readonly pagesForwarded: number;
  readonly pagesDiscarded: number;
  readonly pagesQueued: number;
  readonly packet: { readonly pages: number; readonly sha256: string };
  readonly audit: { readonly entries: number; readonly verified: number };
}

export interface RunningDemo {
  readonly stack: Stack;
  readonly result: DemoResult;
  readonly staff: Staff;
  /** Everything in the log is as it was signed. */
  readonly whole: boolean;
}

const SEED = 'marrow falls';
const SIZE = { patients: 200, documents: 1_000 };
const MARKER = 'FICTIONAL.txt';

/**
 * Makes the fictional hospital in a folder of its own, goes through the main job in it, and hands the running server on.
 * Where it fails, what was started is ended.
 */
export async function runDemo(options: DemoOptions): Promise<RunningDemo> {
  const { data, port, progress } = options;
  await clearFolder(data);
  // Whatever database or store the surroundings name is somebody's: the demonstration brings its own.
  const settings = readSettings(process.env, {
    data,
    port: port ?? '0',
    host: '127.0.0.1',
    databaseUrl: '',
    blobs: '',
    kekFile: '',
    watch: '',
    roles: 'web,jobs,feeds',
    logLevel: 'warn',
    publicUrl: '',
    tlsCertificate: '',
    tlsKey: '',
  });
  const log = createLog({ level: settings.logLevel, toStderr: true });
  const mail = await openMailDrop();
  // While the drop is open it is the mail server; afterwards none is set, and mail waits.
  Object.defineProperty(settings, 'smtpUrl', { get: () => mail.url });
  const stack = await progress.part('Starting the product with a database of its own', () =>
    startStack({ settings, log, command: 'demo', listen: true }),
  );
  try {
    return await fill(stack, mail, options);
  } catch (error) {
    await mail.close();
    await stack.stop();
    throw error;
  }
}

async function fill(stack: Stack, mail: MailDrop, { progress, tell, size = SIZE }: DemoOptions): Promise<RunningDemo> {
  const { services } = stack;
  const base = `http://127.0.0.1:${stack.port}`;
  const clock = () => services.clock.now();
  // The hospital's day: late in its evening UTC is a day ahead, and no letter is dated tomorrow.
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: HOSPITAL.timeZone }).format(clock());
  const people = inventPeople(SEED, today, size.patients - REGISTERED_BESIDE);
  const charts = chooseCharts(people, size.documents);

  const staff = await progress.part('Setting up the hospital and its staff', async () => {
    const { token } = await services.acting.act(
      { actor: systemActor('set-up') },
      { verb: 'accounts.open-setup', permission: 'system' },
      (act) => openSetup(act),
    );
    const enrolled = await enrolStaff(base, token, clock);
    await markFictional(services);
    return enrolled;
  });
  const register = await progress.part(`Registering ${people.length} patients`, (told) =>
    fillRegister(services, people, told),
  );
  const desk = { staff, register, today };
  const requests = await progress.part('Logging requests for records', () => logRequests(desk, people));
  await leaveInterfaces(services, desk, requestAt(requests, 0).person);
  const denied = await progress.part('Answering one with a denial', () => denyOne(desk, requestAt(requests, 4)));
  // While mail is sure to leave: later the letters take the server away.
  await leaveApplication(base, mail, requestAt(requests, 2).person);
  const letters = writeLetters(desk, mail, requests);
  // Looked at below, after the rest; until then a failure is not unheard.
  letters.catch(() => {});
  const clerk = staff.browser('clerk');
  const received = await progress.part('Scanning what came by mail and fax', (told) =>
    uploadScans(clerk, scansOf(people, today), told),
  );
  // The readers are at work meanwhile.
  const late = lateFor('oduya', charts);
  const onTime = charts.filter((chart) => chart !== late);
  await progress.part(`Filing ${onTime.length} documents`, (told) => fileCharts(services, register, onTime, told));
  await setVerifyShare(desk);
  await progress.part('Reading the scans', (told) => waitUntilRead(clerk, received.length, told));
  const work = await progress.part('Working through the index queue', (told) =>
    workIntake(clerk, register, received, told),
  );
  tell(`  ${work.filed} files indexed; the patient proposed first was the right one for ${work.proposedRight}.`);
  tell(`  ${work.left.length} files stay in the queues.`);

  const packet = await progress.part('Releasing records by the letter received', () => {
    const letter = received.find(({ scan }) => scan.fileName === 'letter-oduya.pdf');
    const person = people.find(({ key }) => key === 'oduya');
    const visit = person?.visits.at(-1);
    if (letter === undefined || person === undefined || visit === undefined) throw new Error('The letter is missing.');
    return releaseByLetter(desk, letter, person, visit);
  });
  await progress.part('Leaving work on every desk', async () => {
    await leaveRequestsWaiting(desk, requests);
    await leaveInvoiceLate(desk, requests);
    await leaveSubmission(desk, requests);
    await leavePortalNote(base, desk, requestAt(requests, 1).person);
    await askElsewhere(desk, requestAt(requests, 0));
    await serveSubpoena(desk);
    await leaveStrayPage(services, desk, { request: requestAt(requests, 3), stray: strayFrom(charts, requests) });
    await leaveRights(desk, { amendment: requestAt(requests, 3), accounting: requestAt(requests, 0) });
    await leaveIntakeWork(desk, people);
    await leaveOutsideSummary(desk, people);
    await leaveSealEnding(services);
    await leaveDischarges(services, desk, people);
    await leaveIdentityWork(services, desk, people);
    // What was dictated late asks whether a supplement is due, and what it means for the coding of its visit.
    if (late?.visit !== undefined) await codeVisit(desk, late.person, late.visit.number);
    if (late !== undefined) await fileCharts(services, register, [late], () => {}, { isHistory: false });
    await services.acting.act(
      { actor: systemActor('demonstration') },
      { verb: 'documents.raise-preliminary', permission: 'system' },
      raisePreliminary,
    );
    await services.acting.act(
      { actor: systemActor('demonstration') },
      { verb: 'release.escalate', permission: 'system' },
      escalate,
    );
    const famous = people.find(({ flags }) => flags.some(({ kind }) => kind === 'vip'));
    await staff.browser('clinician').call('POST', '/patients/break-glass', {
      mrn: famous?.mrn,
      reason: { code: 'emergency-treatment', text: 'Called to the bedside of this patient tonight (fictional).' },
    });
  });

  await progress.part('Waiting for the letters to leave', async () => {
    await letters;
    await askForReview(desk, denied);
  });
  const open = await openQueues(staff);
  const empty = stack.modules.flatMap((module) => module.worklistKinds ?? []).filter(({ kind }) => !open.has(kind));
  if (empty.length > 0) tell(`  Nothing waits in: ${empty.map(({ title }) => title).join(', ')}.`);

  // Entries of jobs that are still at work would be younger than the last fold.
  await stack.drain();
  const proof = await progress.part('Proving the log', () =>
    staff.browser('privacy').call<{ entries: number; verified: number; firstBad?: unknown }>('POST', '/audit/verify'),
  );
  const pages = await clerk.call<PageCounts>('GET', '/intake/counts');
  const counts = await countRecord(stack);
  return {
    stack,
    staff,
    whole: proof.firstBad === undefined,
    result: {
      ...counts,
      pagesIn: pages.pagesIn,
      pagesFiled: pages.filed,
      pagesToCases: pages.attached,
      pagesForwarded: pages.forwarded + pages.returned,
      pagesDiscarded: pages.discarded,
      pagesQueued: pages.queued,
      packet: { pages: packet.pages, sha256: packet.sha256 },
      audit: { entries: proof.entries, verified: proof.verified },
    },
  };
}

/** The last paper of the stay that is released by letter: it comes when the packet has left. */
function lateFor(key: string, charts: readonly ChartPaper[]): ChartPaper | undefined {
  const visit = charts.findLast(({ person }) => person.key === key)?.person.visits.at(-1);
  return charts.findLast((chart) => chart.person.key === key && chart.visit !== undefined && chart.visit === visit);
}

async function countRecord({ services }: Stack): Promise<{ patients: number; documents: number }> {
  return services.acting.act(
    { actor: systemActor('demonstration') },
    { verb: 'demonstration.count', permission: 'system' },
    async (act) => {
      const of = async (table: 'patients.patient' | 'documents.document') => {
        const row = await act.tx
          .selectFrom(table)
          .select((each) => each.fn.countAll<string>().as('n'))
          .executeTakeFirstOrThrow();
        return Number(row.n);
      };
      return { patients: await of('patients.patient'), documents: await of('documents.document') };
    },
  );
}

/** Begins with an empty folder; one that no demonstration made is left alone. */
async function clearFolder(data: string): Promise<void> {
  if (existsSync(data)) {
    if (!existsSync(join(data, MARKER)))
      throw new Error(
        `${data} was not made by the demonstration, so it is left as it is. Name another folder with --data.`,
      );
    // Refused, with the reason, while a server still runs on it.
    const hold = await holdDataDirectory({ dataDir: data, command: 'demo', now: new Date() });
    await hold.release();
    await rm(data, { recursive: true });
  }
  await mkdir(data, { recursive: true, mode: 0o755 });
  await writeFile(
    join(data, MARKER),
    'Everything in this folder is invented by the demonstration of Chartkeeper and is removed when it runs again.\n',
  );
}

function requestAt(requests: readonly LoggedRequest[], at: number): LoggedRequest {
  const request = requests[at];
  if (request === undefined) throw new Error('Too few people were in hospital.');
  return request;
}

/** A report of somebody who asked for nothing. */
function strayFrom(charts: readonly ChartPaper[], requests: readonly LoggedRequest[]): ChartPaper {
  const asked = new Set(requests.map(({ person }) => person.key));
  const stray = charts.find(({ person, typeCode }) => typeCode === 'laboratory-report' && !asked.has(person.key));
  if (stray === undefined) throw new Error('Nobody had a laboratory report.');
  return stray;
}
