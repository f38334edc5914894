import type { Act } from '../../../platform/act.ts';
import type { ChosenOption } from './decide-making.ts';

export interface KeptOption extends ChosenOption {
  readonly id: string;
  readonly reason: string;
  readonly at: Date;
  readonly by: string;
}

/** The newest choice of a case. */
export function readOption(act: Act, patientId: string, requestId: string): Promise<KeptOption | undefined> {
  return options(act, patientId)
    .where('request_id', '=', requestId)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
    .then(keptOf);
}

/** The choice by which a packet is made, whatever was chosen since. */
export function readOptionOf(act: Act, patientId: string, optionId: string): Promise<KeptOption | undefined> {
  return options(act, patientId).where('id', '=', optionId).executeTakeFirst().then(keptOf);
}

function options(act: Act, patientId: string) {
  return act.tx.selectFrom('release.packet_option').selectAll().where('patient_id', '=', patientId);
}

type Row = Awaited<ReturnType<ReturnType<typeof options>['executeTakeFirst']>>;

function keptOf(row: Row): KeptOption | undefined {
  if (row === undefined) return undefined;
  return {
    id: row.id,
    certified: row.certified,
    certifierName: row.certifier_name,
    certifierTitle: row.certifier_title,
    forCourt: row.for_court,
    caption: row.caption,
    language: row.language as 'en' | 'es', // CHECK certification_language_is_known
    batesPrefix: row.bates_prefix,
    batesFirst: row.bates_first === null ? null : Number(row.bates_first),
    batesDigits: row.bates_digits,
    largestBytes: row.largest_bytes === null ? null : Number(row.largest_bytes),
    sealed: row.sealed,
    protection: row.protection as ChosenOption['protection'], // CHECK protection_is_known
    reason: row.reason,
    at: row.recorded_at,
    by: row.recorded_by,
  };
}
