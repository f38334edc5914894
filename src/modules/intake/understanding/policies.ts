import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { findType } from '../../documents/index.ts';
import { type AutoFilePolicy, DEFAULT_THRESHOLD } from '../decide-auto-file.ts';
import { DEFAULT_TARGET } from '../derive-threshold.ts';
import { problems } from './problems.ts';

/** Ways in which items come; a new one is added here and to the check of intake.item. */
const SOURCES = ['upload', 'cli', 'folder', 'mail', 'fax', 'rest'];

export interface PolicyView extends AutoFilePolicy {
  readonly id: string;
  readonly target: number;
  readonly reason: string;
  readonly setAt: string;
  readonly setBy: string;
}

/** What the site allowed to file itself, most particular first. */
export async function listPolicies(
  act: Act,
  facilityId: string,
): Promise<{ sources: string[]; policies: PolicyView[] }> {
  const rows = await act.tx
    .selectFrom('intake.auto_file_policy')
    .select(['id', 'source', 'type_code', 'enabled', 'threshold', 'target', 'reason', 'set_at', 'set_by'])
    .where('facility_id', '=', facilityId)
    .orderBy('type_code')
    .orderBy('source')
    .limit(1000)
    .execute();
  return {
    sources: SOURCES,
    policies: rows.map((row) => ({
      id: row.id,
      source: row.source,
      typeCode: row.type_code,
      enabled: row.enabled,
      // Kept in single precision: 0.9 comes back as 0.8999999762.
      threshold: Math.round(row.threshold * 1e6) / 1e6,
      target: Math.round(row.target * 1e6) / 1e6,
      reason: row.reason,
      setAt: row.set_at.toISOString(),
      setBy: row.set_by,
    })),
  };
}

export interface SetPolicy {
  readonly facilityId: string;
  readonly source?: string | undefined;
  readonly typeCode?: string | undefined;
  readonly enabled: boolean;
  readonly threshold?: number | undefined;
  readonly target?: number | undefined;
  readonly reason: string;
}

/** One rule for a source and a type; said again it replaces the first. @throws intake/unknown-type, intake/unknown-source */
export async function setPolicy(act: Act, input: SetPolicy): Promise<void> {
  if (input.typeCode !== undefined && findType(input.typeCode) === undefined)
    throw problems.unknownType({
      detail: 'Nothing was changed. Choose a document type from the list.',
      at: 'typeCode',
    });
  if (input.source !== undefined && !SOURCES.includes(input.source))
    throw problems.unknownSource({ detail: 'Nothing was changed. Choose a source from the list.', at: 'source' });
  const said = {
    enabled: input.enabled,
    threshold: input.threshold ?? DEFAULT_THRESHOLD,
    target: input.target ?? DEFAULT_TARGET,
    reason: input.reason,
    set_at: act.now,
    set_by: act.actor.id,
  };
  await act.tx
    .insertInto('intake.auto_file_policy')
    .values({
      id: newId(),
      facility_id: input.facilityId,
      source: input.source ?? null,
      type_code: input.typeCode ?? null,
      ...said,
    })
    .onConflict((conflict) => conflict.constraint('one_policy_for_source_and_type').doUpdateSet(said))
    .execute();
  act.note({
    detail: {
      source: input.source ?? 'all',
      type: input.typeCode ?? 'all',
      enabled: input.enabled,
      threshold: said.threshold,
      target: said.target,
    },
  });
}

/** The next more general rule holds again; repeating it changes nothing. */
export async function removePolicy(act: Act, id: string): Promise<void> {
  const gone = await act.tx
    .deleteFrom('intake.auto_file_policy')
    .where('id', '=', id)
    .returning(['source', 'type_code'])
    .executeTakeFirst();
  if (gone !== undefined) act.note({ detail: { source: gone.source ?? 'all', type: gone.type_code ?? 'all' } });
}
