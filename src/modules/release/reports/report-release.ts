import type { Act } from '../../../platform/act.ts';
import { isId } from '../../../platform/ids.ts';
import { printTable } from '../../../platform/print-table.ts';
import { namesOfPeople } from '../../accounts/index.ts';
import { inWords } from '../derive-cover.ts';
import { AGES } from './contract.ts';
import { loadEscalation, pressesUntil } from './load-escalation.ts';
import { type PeriodAsked, periodOf } from './period.ts';
import { reportBacklog, reportPends, reportTurnaround } from './report-requests.ts';
import { PRODUCT, reportDisclosures, reportWork } from './report-work.ts';

/** What the release desk did and what lies on it, of the requests that the asker may see. @throws release/days-unclear */
export async function reportRelease(act: Act, asked: PeriodAsked) {
  const period = await periodOf(act, asked);
  const soon = pressesUntil(act.now, await loadEscalation(act, period.facilityId));
  const turnaround = await reportTurnaround(act, period);
  const work = await reportWork(act, period);
  const people = await namesOfPeople(act, work.map(({ actorId }) => actorId).filter(isId));
  act.note({
    count: turnaround.reduce((sum, { received }) => sum + received, 0),
    detail: { from: period.from, to: period.to },
  });
  return {
    ...{ from: period.from, to: period.to, turnaround },
    backlog: await reportBacklog(act, period, soon),
    work: work.map((each) => ({ ...each, name: people.get(each.actorId) ?? null })),
    pends: await reportPends(act, period),
    disclosures: await reportDisclosures(act, period),
  };
}

const text = (value: number | string | boolean | null) => (value === null ? '' : String(value));

/** The same to take along: a block for each part, its heading above it. */
export async function printReport(act: Act, asked: PeriodAsked): Promise<Buffer> {
  const report = await reportRelease(act, asked);
  const block = (
    title: string,
    heads: readonly string[],
    lines: readonly (readonly (number | string | boolean | null)[])[],
  ) => [[title], [...heads], ...lines.map((cells) => cells.map(text)), ['']];
  return printTable([
    ['release of information', report.from, report.to],
    [''],
    ...block(
      'turnaround of requests received',
      [
        'class',
        'class in words',
        'received',
        'answered',
        'cancelled',
        'open',
        'median days',
        '90 % within days',
        'in time',
        'late',
      ],
      report.turnaround.map((row) => [
        ...inWords(row.class ?? 'not-described'),
        ...[row.received, row.answered, row.cancelled, row.open],
        ...[row.median, row.ninth, row.inTime, row.late],
      ]),
    ),
    ...block(
      'open now, by days since receipt',
      ['class', 'class in words', ...AGES, 'overdue', 'due soon'],
      report.backlog.map((row) => [
        ...inWords(row.class ?? 'not-described'),
        ...AGES.map((age) => row.ages[age]),
        ...[row.overdue, row.dueSoon],
      ]),
    ),
    ...block(
      'work',
      [
        'who',
        'logged',
        'identified',
        'verified',
        'authorities',
        'scopes',
        'approved',
        'sent back',
        'handed over',
        'pages',
      ],
      report.work.map((row) => [
        ...[
          row.name ?? (row.actorId === PRODUCT ? 'Chartkeeper, by itself' : row.actorId),
          row.logged,
          row.identified,
          row.verified,
          row.authorities,
        ],
        ...[row.scopes, row.approved, row.sentBack, row.handedOver, row.pages],
      ]),
    ),
    ...block(
      'waited for',
      ['for', 'for in words', 'pended', 'still waiting', 'median days'],
      report.pends.map((row) => [...inWords(row.waitingFor), row.pended, row.open, row.median]),
    ),
    ...block(
      'disclosed',
      ['basis', 'basis in words', 'channel', 'channel in words', 'accountable', 'disclosures', 'pages'],
      report.disclosures.map((row) => [
        ...[...inWords(row.basis), ...inWords(row.channel)],
        ...[row.accountable, row.count, row.pages],
      ]),
    ),
  ]);
}
