import type { Act } from '../../../platform/act.ts';

export interface Injury {
  readonly injuredOn: string;
  readonly untilOn: string | null;
  readonly bodyPart: string;
  readonly claimNumber: string;
  readonly stateLaw: string;
  readonly at: Date;
  readonly by: string;
}

/** What the workers' compensation claim of a case is about, as it was said last. */
export async function readInjury(act: Act, requestId: string): Promise<Injury | undefined> {
  return act.tx
    .selectFrom('release.injury')
    .select(['injured_on as injuredOn', 'until_on as untilOn', 'body_part as bodyPart'])
    .select(['claim_number as claimNumber', 'state_law as stateLaw', 'recorded_at as at', 'recorded_by as by'])
    .where('request_id', '=', requestId)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
