import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { type Keyring, seal } from '../../../platform/keys/index.ts';
import { findType } from '../../documents/index.ts';
import { problems } from '../problems.ts';
import { decideSourceFacts } from './decide-source-facts.ts';
import { loadSource } from './load-source.ts';
import type { Lane, SourceKind, SourceSettings } from './source.ts';

export interface SourceFacts {
  readonly name: string;
  readonly key: string | null;
  readonly settings: SourceSettings;
  readonly typeCode: string | null;
  readonly lane: Lane;
}

export const SECRET_USE = 'intake source password';

/** Connects a source. @throws intake/source-wrong, intake/source-key-taken */
export async function registerSource(
  act: Act,
  keyring: Pick<Keyring, 'derive'>,
  input: SourceFacts & { facilityId: string; kind: SourceKind; secret?: string | undefined },
): Promise<{ id: string }> {
  const id = newId();
  check(input);
  await keyMustBeFree(act, input.key, id);
  await act.tx
    .insertInto('intake.source')
    .values({
      id,
      facility_id: input.facilityId,
      kind: input.kind,
      ...columnsOf(input),
      sealed_secret: input.secret === undefined ? null : seal(keyring.derive(SECRET_USE), input.secret, id),
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [id], detail: { kind: input.kind } });
  act.emit('intake.source-changed', { sourceId: id });
  return { id };
}

/** Changes a source; what it was is kept. A password is replaced only when one is given. @throws intake/source-unknown, intake/source-changed-meanwhile, intake/source-wrong, intake/source-key-taken */
export async function changeSource(
  act: Act,
  keyring: Pick<Keyring, 'derive'>,
  input: SourceFacts & { id: string; version: number; disabled: boolean; secret?: string | undefined },
): Promise<{ id: string }> {
  const source = await loadSource(act, input.id, { lock: true });
  if (source.version !== input.version)
    throw problems.sourceChangedMeanwhile({
      detail: 'Nothing was changed. Somebody else changed this source; reload to see how it is now.',
    });
  // The folder that was there from the start has no name of its own to give.
  check({ ...input, kind: source.kind }, source.key === null && input.key === null);
  if (!input.disabled) await keyMustBeFree(act, input.key, source.id);
  await act.tx
    .insertInto('intake.source_change')
    .values({
      id: newId(),
      source_id: source.id,
      facility_id: source.facilityId,
      version: source.version,
      was: JSON.stringify({
        name: source.name,
        key: source.key,
        settings: source.settings,
        typeCode: source.typeCode,
        lane: source.lane,
        disabledAt: source.disabledAt,
      }),
      secret_changed: input.secret !== undefined,
      at: act.now,
      by_actor: act.actor.id,
    })
    .execute();
  await act.tx
    .updateTable('intake.source')
    .set({
      ...columnsOf(input),
      version: source.version + 1,
      disabled_at: input.disabled ? (source.disabledAt ?? act.now) : null,
      ...(input.secret === undefined
        ? {}
        : { sealed_secret: seal(keyring.derive(SECRET_USE), input.secret, source.id) }),
    })
    .where('id', '=', source.id)
    .execute();
  act.note({ subjectIds: [source.id], detail: { version: source.version + 1, disabled: input.disabled } });
  act.emit('intake.source-changed', { sourceId: source.id });
  return { id: source.id };
}

function check(facts: SourceFacts & { kind: SourceKind }, mayLackKey = false): void {
  const [fault] = decideSourceFacts(facts).filter(({ at }) => !(mayLackKey && at === 'key'));
  if (fault !== undefined) throw problems.sourceWrong({ detail: `Nothing was changed. ${fault.detail}`, at: fault.at });
  if (facts.typeCode !== null && findType(facts.typeCode) === undefined)
    throw problems.sourceWrong({ detail: 'Nothing was changed. Choose a document type of the list.', at: 'typeCode' });
}

async function keyMustBeFree(act: Act, key: string | null, self: string): Promise<void> {
  if (key === null) return;
  const other = await act.tx
    .selectFrom('intake.source')
    .select('name')
    .where('key', '=', key)
    .where('disabled_at', 'is', null)
    .where('id', '<>', self)
    .executeTakeFirst();
  if (other !== undefined)
    throw problems.sourceKeyTaken({
      detail: `Nothing was changed. The source “${other.name}” uses this name already; choose another or disable it.`,
      at: 'key',
    });
}

function columnsOf(facts: SourceFacts) {
  return {
    name: facts.name.trim(),
    key: facts.key,
    settings: JSON.stringify(facts.settings),
    type_code: facts.typeCode,
    lane: facts.lane,
  };
}
