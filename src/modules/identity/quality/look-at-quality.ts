import type { Act } from '../../../platform/act.ts';
import { namedId, newId } from '../../../platform/ids.ts';
import { closeItem, openItem } from '../../worklist/index.ts';
import { deriveStanding } from '../derive-standing.ts';
import { FINDING } from '../worklist.ts';
import { deriveFindings, type Found } from './derive-findings.ts';
import { loadRegisterFacts, type Registered } from './load-register-facts.ts';

/** Rules of which a wrong record may be the cause stand before those of a field typed wrongly. */
const FIRST = new Set<string>(['number-of-several', 'mothers-document-on-child', 'childs-document-on-adult']);

interface Known {
  readonly patientId: string;
  readonly id: string;
  readonly key: string;
  readonly endedHow: string | null;
  readonly otherIds: readonly string[];
}

/**
 * Looks at registrations for what cannot be right and puts each finding before a person, once. What is right again leaves
 * the queue by itself; what was dismissed stays so while the same stands there. Whoever shared a number with one of them,
 * or does now, is looked at too.
 */
export async function lookAtQuality(act: Act, patientIds: readonly string[]): Promise<void> {
  const looked = await lookAtThese(act, patientIds);
  const more = looked.others.filter((id) => !looked.ids.has(id));
  if (more.length > 0) await lookAtThese(act, more);
}

async function lookAtThese(act: Act, patientIds: readonly string[]) {
  const registrations = await loadRegisterFacts(act, patientIds);
  const ids = new Set(registrations.map(({ patientId }) => patientId));
  const knownOf = await loadKnown(act, [...ids]);
  const others = new Set<string>();
  const today = act.now.toISOString().slice(0, 10);
  for (const registration of registrations) {
    const known = knownOf.get(registration.patientId) ?? [];
    const isOut = deriveStanding({ flags: registration.flags, names: [] }) !== undefined;
    const found = isOut ? [] : deriveFindings(registration.facts, today);
    const keys = new Set<string>();
    for (const each of found) {
      const fingerprint = namedId(registration.patientId, each.rule, ...each.values);
      const key = keyOf(each.rule, fingerprint);
      if (keys.has(key)) continue;
      keys.add(key);
      for (const other of each.otherIds) others.add(other);
      await keepFinding(
        act,
        registration,
        { found: each, fingerprint },
        known.find((row) => row.key === key),
      );
    }
    for (const row of known)
      if (row.endedHow === null && !keys.has(row.key)) {
        for (const other of row.otherIds) others.add(other);
        await endFinding(act, row, isOut ? 'left-out' : 'mended');
      }
  }
  return { ids, others: [...others] };
}

const keyOf = (rule: string, fingerprint: string) => `${rule} ${fingerprint}`;

async function loadKnown(act: Act, ids: readonly string[]): Promise<Map<string, Known[]>> {
  const rows =
    ids.length === 0
      ? []
      : await act.tx
          .selectFrom('identity.finding')
          .select(['patient_id', 'id', 'rule', 'fingerprint', 'ended_how', 'other_ids'])
          .where('patient_id', 'in', [...ids])
          .execute();
  const known = new Map<string, Known[]>();
  for (const row of rows) {
    const entry = {
      ...{ patientId: row.patient_id, id: row.id, endedHow: row.ended_how, otherIds: row.other_ids },
      key: keyOf(row.rule, row.fingerprint),
    };
    known.set(row.patient_id, [...(known.get(row.patient_id) ?? []), entry]);
  }
  return known;
}

async function keepFinding(
  act: Act,
  { patientId, facilityId, labels, documentLabels }: Registered,
  { found, fingerprint }: { readonly found: Found; readonly fingerprint: string },
  known: Known | undefined,
): Promise<void> {
  const { rule, field, why, subjectId } = found;
  const otherIds = [...found.otherIds].sort();
  const isSame = known !== undefined && known.otherIds.join() === otherIds.join();
  if (known?.endedHow === 'dismissed' || (known?.endedHow === null && isSame)) return;
  const all = labels | (documentLabels.get(subjectId ?? '') ?? 0n);
  const state = { labels: all.toString(), why, other_ids: otherIds, ended_at: null, ended_how: null, ended_by: null };
  const id = known?.id ?? newId();
  if (known === undefined)
    await act.tx
      .insertInto('identity.finding')
      .values({
        ...{
          patient_id: patientId,
          id,
          facility_id: facilityId,
          rule,
          field,
          fingerprint,
          found_at: act.now,
          ...state,
        },
        subject_id: subjectId ?? null,
      })
      .execute();
  else
    await act.tx
      .updateTable('identity.finding')
      .set({ ...state, ...(known.endedHow === null ? {} : { found_at: act.now }) })
      .where('patient_id', '=', patientId)
      .where('id', '=', id)
      .execute();
  await openItem(act, {
    ...{ kind: FINDING, module: 'identity', subjectId: id, patientId, facilityId, labels: all },
    permission: 'identity/work',
    priority: FIRST.has(rule) ? 5 : 7,
  });
  act.emit('identity.finding-changed', { findingId: id });
}

/** A finding leaves the queue; the row stays and remembers why. */
export async function endFinding(
  act: Act,
  finding: { readonly patientId: string; readonly id: string },
  how: 'mended' | 'dismissed' | 'left-out',
  reason: string | null = null,
): Promise<void> {
  await act.tx
    .updateTable('identity.finding')
    .set({ ended_at: act.now, ended_how: how, ended_by: act.actor.id, reason })
    .where('patient_id', '=', finding.patientId)
    .where('id', '=', finding.id)
    .execute();
  await closeItem(act, { kind: FINDING, subjectId: finding.id, outcome: how });
  act.emit('identity.finding-changed', { findingId: finding.id });
}
