import type { Selectable } from 'kysely';
import type { Act } from '../../platform/act.ts';
import type { DB } from '../../platform/db/database.ts';
import { isLabelName } from '../access/index.ts';
import { deriveJurisdictions, ruleBook } from '../regulations/index.ts';
import { type OrderLimits, readOrderLimits } from './court/order-limits.ts';
import type { StatedFacts } from './basis/facts.ts';
import { readStated } from './basis/read-stated.ts';
import type { Facts } from '../../../packages/rule-engine/index.ts';
import type { DisclosureBasis } from './decide-accountable.ts';
import type { ReleaseAuthority } from './decide-release.ts';
import { deriveAuthorityResult, type AuthorityResult } from './derive-authority-result.ts';
import type { AuthorizationForm } from './evaluate-authorization.ts';
import { ruleRequesterOf } from './kind/rule-requester-of.ts';
import type { PatientRequest } from './load-request.ts';
import { readInjury } from './payers/read-injury.ts';
import { problems } from './problems.ts';
import { deriveRepresentedAuthority } from './requesters/derive-represented-authority.ts';
import { loadRepresentation } from './requesters/load-representation.ts';

export type AuthorityRow = Selectable<DB['release.authority']>;

export interface Authority {
  readonly row: AuthorityRow;
  /** As the rules answer on the day of the act: what was good when recorded may have run out since. */
  readonly today: AuthorityResult;
  readonly stated: StatedFacts;
  /** Of a workers' compensation claim. */
  readonly injury?: ReleaseAuthority['injury'];
  readonly limits: OrderLimits | undefined;
  readonly power: ReleaseAuthority['power'];
}

/** The authority in force, asked again today; undefined where none was recorded. */
export async function readAuthority(act: Act, request: PatientRequest): Promise<Authority | undefined> {
  const row = await act.tx
    .selectFrom('release.authority')
    .selectAll()
    .where('patient_id', '=', request.patientId)
    .where('request_id', '=', request.id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const stored = row.form as unknown as AuthorizationForm | { readonly seen: AuthorizationForm['seen'] }; // as record-authority.ts wrote it
  const form = 'signedBy' in stored ? stored : null;
  const answer = deriveAuthorityResult(
    {
      basis: row.basis as DisclosureBasis, // the contract's vocabulary, checked when it was recorded
      requesterClass: ruleRequesterOf(request.row),
      purpose: purposeOf(request),
      recipient: row.recipient as NonNullable<Facts['recipient']>, // CHECK recipient_is_known
      form,
      seen: stored.seen,
    },
    ruleBook().rules,
    request.today,
  );
  const representation = await loadRepresentation(act, {
    patientId: request.patientId,
    basis: row.basis,
    requesterClass: ruleRequesterOf(request.row),
    representativeId: row.representative_id,
    form,
    on: request.today,
  });
  const injury = row.basis === 'workers-compensation' ? await readInjury(act, request.id) : undefined;
  return {
    row,
    today: deriveRepresentedAuthority(answer, representation),
    stated: (await readStated(act, request))?.facts ?? {},
    ...(injury === undefined
      ? {}
      : { injury: { from: injury.injuredOn, to: injury.untilOn, bodyPart: injury.bodyPart } }),
    limits: await readOrderLimits(act, request.id, row.basis),
    power: representation?.named === true ? representation.reach : undefined,
  };
}

/**
 * The authority, if it holds today.
 * @throws release/not-yet, release/authorization-expired, release/authorization-defective
 */
export async function mustHoldAuthority(act: Act, request: PatientRequest): Promise<Authority> {
  const authority = await readAuthority(act, request);
  if (authority === undefined)
    throw problems.notYet({ detail: 'Nothing was saved. Record what this release rests on first.' });
  const { result, evaluation } = authority.today;
  if (result === 'sufficient') return authority;
  const against = evaluation.elements.filter(({ state }) => state === 'defect' || state === 'missing');
  const citations = [...new Set(against.map(({ cite }) => cite))];
  if (against.some(({ id }) => id === 'expired'))
    throw problems.authorizationExpired({
      detail: `Nothing was released. The authorization ended${authority.row.expires_on === null ? '' : ` on ${authority.row.expires_on}`}. Ask the requester for a new one; the request stays open.`,
      citations,
    });
  throw problems.authorizationDefective({
    detail: `Nothing was released. ${against.length === 0 ? 'Parts of it have not been read.' : `Missing or wrong: ${against.map(({ text }) => text).join('; ')}.`} Tell the requester what is needed; the request stays open.`,
    citations,
  });
}

/** What the decision on each document asks of it. */
export function toReleaseAuthority(
  authority: Authority,
  request: PatientRequest,
  scope: { from: string | null; to: string | null; typeCodes: readonly string[] | null; withUnsigned: boolean },
): ReleaseAuthority {
  const { row, today, stated, injury, limits, power } = authority;
  return {
    basis: row.basis as DisclosureBasis, // as above
    requester: ruleRequesterOf(request.row),
    purpose: purposeOf(request),
    legalEntityIds: row.legal_entity_ids,
    from: scope.from,
    to: scope.to,
    ...(scope.typeCodes === null ? {} : { typeCodes: scope.typeCodes }),
    ...(limits === undefined ? {} : { limits }),
    classesNamed: row.classes_named.filter(isLabelName),
    part2Consent: today.part2Consent,
    useAgainstPatient: row.use_against_patient,
    withUnsigned: scope.withUnsigned,
    place: deriveJurisdictions(request.facility)[0] ?? '',
    stated,
    injury,
    power,
  };
}

function purposeOf(request: PatientRequest): NonNullable<Facts['purpose']> {
  return (request.row.purpose ?? 'other') as NonNullable<Facts['purpose']>; // CHECK purpose_is_known
}
