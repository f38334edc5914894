import { addressOf, givenFirst } from '../fiction/person.ts';
import { LINE_BREAKS, type MailDrop, NOBODY_THERE } from './mail-drop.ts';
import { openQueues } from './open-queues.ts';
import type { Desk, LoggedRequest } from './work-release.ts';

const POLL_MS = 1_000;
/** Letters rest a minute before they leave, and then stand in line behind the scans that are being read. */
const LEAVE_LIMIT_MS = 600_000;
type Way = { readonly channel: 'print' } | { readonly channel: 'mail'; readonly address: string };

/**
 * Everybody who asked gets a letter. One is refused by the mail server, one is lost on the way, one is printed, and a last
 * one finds no mail server: the four ways in which a letter waits for somebody at the desk.
 */
export async function writeLetters(desk: Desk, mail: MailDrop, logged: readonly LoggedRequest[]): Promise<void> {
  const ways: readonly Way[] = [
    { channel: 'mail', address: NOBODY_THERE },
    { channel: 'mail', address: LINE_BREAKS },
    { channel: 'print' },
  ];
  for (const [index, request] of logged.entries()) await write(desk, request, ways[index] ?? { channel: 'print' });
  await waitForQueues(desk, ['correspondence.failed', 'correspondence.confirm-delivery']);
  await mail.close();
  const [first] = logged;
  if (first !== undefined) await write(desk, first, { channel: 'mail', address: 'reachable@example.org' });
  if (first !== undefined) await noteCall(desk, first);
  await waitForQueues(desk, ['correspondence.to-print', 'correspondence.mail-waits', 'correspondence.awaits-answer']);
}

async function write(desk: Desk, request: LoggedRequest, way: Way): Promise<void> {
  const specialist = desk.staff.browser('release');
  const { person } = request;
  const { letterId } = await specialist.call<{ letterId: string }>('POST', '/letters', {
    template: 'acknowledgement',
    facts: { requestNumber: request.number, receivedOn: desk.today },
    recipient: { name: givenFirst(person), lines: [addressOf(person)], isPatient: true },
    patientId: desk.register.patientId(person),
    case: { module: 'release', id: request.id },
  });
  await specialist.call('POST', `/letters/${letterId}/send`, { way });
}

/** They called and will send a paper: the desk is reminded today. */
async function noteCall(desk: Desk, request: LoggedRequest): Promise<void> {
  await desk.staff.browser('release').call('POST', `/cases/release/${request.id}/contacts`, {
    ...{ kind: 'call', direction: 'in', withWhom: givenFirst(request.person), at: new Date().toISOString() },
    about: 'Will send a copy of the identity card (fictional).',
    ...{ nextBy: 'them', remindOn: desk.today, patientId: desk.register.patientId(request.person) },
  });
}

async function waitForQueues(desk: Desk, kinds: readonly string[]): Promise<void> {
  const end = Date.now() + LEAVE_LIMIT_MS;
  for (;;) {
    const open = await openQueues(desk.staff);
    if (kinds.every((kind) => open.has(kind))) return;
    if (Date.now() > end) throw new Error(`Nothing came into the queues ${kinds.join(', ')} in time.`);
    await pause(POLL_MS);
  }
}

function pause(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
