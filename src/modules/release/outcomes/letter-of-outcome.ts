import { localDate } from '../../../../packages/rule-engine/index.ts';
import type { Act } from '../../../platform/act.ts';
import type { RequestContext } from '../../../platform/http/route.ts';
import { type Facts, type Language, prepareLetter, type StoredLetter } from '../../correspondence/index.ts';
import type { LoadedRequest } from '../load-request.ts';
import { problems } from '../problems.ts';
import { recipientAsAsked } from '../restrictions/reach-as-asked.ts';
import { outcomeProblems } from './problems.ts';

export type Context = Pick<RequestContext, 'services' | 'request'>;

/** An act before the transaction that needs the letter; decided and logged like any other. */
export function within({ services, request }: Context, permission: 'release/work' | 'release/approve') {
  return <T>(fn: (act: Act) => Promise<T>): Promise<T> =>
    services.acting.act(request.actContext, { verb: 'release.prepare-outcome', permission }, fn);
}

export interface OutcomeLetter {
  readonly template: string;
  readonly facts: Facts;
  readonly language: Language | undefined;
}

/** The letter that tells an outcome, to whoever asked, in the language of the person. @throws release/not-described */
export async function letterOfOutcome(
  context: Context,
  permission: 'release/work' | 'release/approve',
  request: LoadedRequest,
  letter: OutcomeLetter,
): Promise<StoredLetter> {
  const { row } = request;
  if (row.requester_name === null)
    throw problems.notDescribed({ detail: 'Nothing was saved. Say who asked first: the letter goes there.' });
  return prepareLetter(context.services, within(context, permission), {
    template: letter.template,
    facts: letter.facts,
    recipient: await recipientAsAsked(within(context, permission), request.patientId, {
      name: row.requester_name,
      lines: [...(row.requester_organisation === null ? [] : [row.requester_organisation]), ...row.requester_address],
      isPatient: row.requester_class === 'individual',
    }),
    ...(letter.language === undefined ? {} : { language: letter.language }),
    ...(request.patientId === null ? {} : { patientId: request.patientId }),
    facilityId: request.facility.id,
    case: { module: 'release', id: request.id },
  });
}

/** The transaction writes what was prepared, or says that the case has moved on meanwhile. */
export function mustBeAsPrepared(prepared: unknown, now: unknown): void {
  if (JSON.stringify(prepared) !== JSON.stringify(now))
    throw problems.changedMeanwhile({
      detail: 'Nothing was saved. Reload the case to see the change, then record the outcome again.',
    });
}

export function receivedOn({ row, facility }: LoadedRequest): string {
  return localDate(row.received_at, facility.timeZone);
}

/** One outcome ends a case. @throws release/outcome-stands */
export function mustNotEndTwice({ answer }: LoadedRequest): void {
  if (answer.ending !== null)
    throw outcomeProblems.outcomeStands({
      detail: 'Nothing was saved. Take the outcome that stands back first, with the reason.',
    });
}
