import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { BlobRef } from '../../../platform/blobs/index.ts';
import type { Language, NeededFact } from '../template.ts';
import { houseProblems } from './problems.ts';

export interface HouseTemplate {
  readonly id: string;
  readonly facilityId: string;
  readonly template: string;
  readonly language: Language;
  readonly version: number;
  readonly name: string;
  readonly fileName: string;
  readonly digest: string;
  readonly facts: ReadonlyMap<string, NeededFact>;
  readonly tried: boolean;
  readonly inForceFrom: string | null;
  readonly retired: boolean;
  readonly kit: BlobRef;
  readonly file: BlobRef;
}

/** @throws correspondence/house-template-unknown */
export async function loadTemplate(act: Act, id: string): Promise<HouseTemplate> {
  const row = await rows(act).where('t.id', '=', id).forUpdate('t').executeTakeFirst();
  if (row === undefined)
    throw houseProblems.houseTemplateUnknown({ detail: 'Nothing was changed. Reload the list of templates.' });
  return templateOf(row);
}

/** The version that letters of a day are made from; where there is none, ours stands. */
export async function findInForce(
  act: Act,
  wanted: { readonly facilityId: string; readonly template: string; readonly language: string; readonly day: string },
): Promise<HouseTemplate | undefined> {
  const row = await rows(act)
    .where('t.facility_id', '=', wanted.facilityId)
    .where('t.template', '=', wanted.template)
    .where('t.language', '=', wanted.language)
    .where('t.in_force_from', '<=', sql<string>`${wanted.day}::date`)
    .where('t.retired_at', 'is', null)
    .orderBy('t.in_force_from', 'desc')
    .orderBy('t.version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : templateOf(row);
}

function rows(act: Act) {
  return act.tx
    .selectFrom('correspondence.house_template as t')
    .innerJoin('platform.blob as k', 'k.address', 't.kit_address')
    .innerJoin('platform.blob as f', 'f.address', 't.file_address')
    .select([
      't.id',
      't.facility_id',
      't.template',
      't.language',
      't.version',
      't.name',
      't.file_name',
      't.digest',
      't.facts',
    ])
    .select(['t.tried_at', 't.in_force_from', 't.retired_at'])
    .select([
      'k.address as k_address',
      'k.slot as k_slot',
      'k.bytes as k_bytes',
      'k.frames as k_frames',
      'k.digest as k_digest',
    ])
    .select([
      'f.address as f_address',
      'f.slot as f_slot',
      'f.bytes as f_bytes',
      'f.frames as f_frames',
      'f.digest as f_digest',
    ]);
}

function templateOf(row: Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]): HouseTemplate {
  return {
    ...{ id: row.id, facilityId: row.facility_id, template: row.template, version: row.version, name: row.name },
    ...{ fileName: row.file_name, digest: row.digest, inForceFrom: row.in_force_from },
    language: row.language as Language, // CHECK house_template_language_is_known
    facts: new Map(Object.entries(row.facts as unknown as Record<string, NeededFact>)), // as uploadTemplate wrote them
    tried: row.tried_at !== null,
    retired: row.retired_at !== null,
    kit: {
      address: row.k_address,
      slot: row.k_slot,
      bytes: Number(row.k_bytes),
      frames: row.k_frames,
      digest: row.k_digest,
    },
    file: {
      address: row.f_address,
      slot: row.f_slot,
      bytes: Number(row.f_bytes),
      frames: row.f_frames,
      digest: row.f_digest,
    },
  };
}
