import type { Act } from '../../../platform/act.ts';
import { namesOfPeople, peopleWithRole } from '../../accounts/index.ts';
import type { DocumentSummary } from '../../documents/index.ts';
import { evaluatePrice } from './evaluate-price.ts';
import { readInvoices } from '../fees/read-invoices.ts';
import { extensionOf } from './extend-rights.ts';
import { derivePriceAgreed } from './invoice-accounting.ts';
import { lastStep, loadRights, type LoadedRights } from './load-rights.ts';

/** One request with its steps, its clock, and who may still be told. @throws release/rights-unknown, release/own-record */
export async function showRights(act: Act, id: string) {
  const rights = await loadRights(act, id);
  const { clock, steps, toTell } = rights;
  const invoices =
    rights.kind === 'accounting' ? await readInvoices(act, { of: 'rights', id, today: rights.today }) : [];
  const clinicians =
    rights.next === 'ask-author' || rights.next === 'author-answers'
      ? await peopleWithRole(act, 'clinician', { facilityId: rights.facility.id })
      : [];
  return {
    ...(await outline(
      act,
      rights,
      invoices.flatMap((each) => [each.by, ...each.entries.map(({ by }) => by)]),
    )),
    clinicians,
    clock:
      clock === null
        ? null
        : {
            ruleId: clock.ruleId,
            dueOn: clock.dueOn,
            dueAt: clock.dueAt,
            settled: clock.settled,
            extendableTo: extensionOf(rights),
          },
    toTell: toTell.map(({ basis: _, ...each }) => ({
      ...each,
      done: steps.some(({ recipientKey }) => recipientKey === each.key),
    })),
    price: rights.kind === 'accounting' ? { ...(await priceOf(act, rights)) } : null,
    invoices,
    toInvoice: derivePriceAgreed(rights) !== undefined && invoices.every(({ credited }) => credited),
    statementChars: rights.setting.statementChars,
    maySay: maySay(rights),
  };
}

/** What the clinician needs who answers: no recipients and no prices. */
export async function showToAuthor(act: Act, id: string) {
  const rights = await loadRights(act, id);
  const asked = lastStep(rights, 'author-asked');
  return {
    ...(await outline(act, rights)),
    note: asked?.facts.note ?? null,
    mine: asked?.facts.personId === undefined || asked.facts.personId === act.actor.id,
  };
}

async function outline(act: Act, rights: LoadedRights, others: readonly string[] = []) {
  const { row, steps } = rights;
  const people = [row.recorded_by, ...others, ...steps.flatMap(({ by, facts }) => [by, facts.personId])];
  return {
    id: rights.id,
    kind: rights.kind,
    number: rights.number,
    patientId: rights.patientId,
    facilityId: rights.facility.id,
    receivedOn: row.received_on,
    inWriting: row.in_writing,
    asker: { name: row.asker_name, isPatient: row.asker_is_patient, address: row.asker_address },
    wrong: row.wrong,
    shouldSay: row.should_say,
    reason: row.reason,
    named: rights.named.map((each) => ({ ...each, organisation: each.organisation ?? null })),
    period: row.period_from === null || row.period_to === null ? null : { from: row.period_from, to: row.period_to },
    documents: rights.affected.map(outlineOf),
    paper: rights.paper === null ? null : outlineOf(rights.paper),
    state: rights.state,
    next: rights.next,
    steps,
    people: Object.fromEntries(await namesOfPeople(act, [...new Set(people.filter((id) => id !== undefined))])),
  };
}

function outlineOf({ id, patientId, title, typeName, date, author }: DocumentSummary) {
  return { id, patientId, title: title ?? typeName, date, author };
}

async function priceOf(act: Act, { row, setting, costs }: LoadedRights) {
  const { reason } = await evaluatePrice(act, row);
  return { costs, cents: setting.accountingCents, ruleId: reason.ruleId, text: reason.text, cite: reason.cite ?? '' };
}

/** Which statements may still be recorded of what was denied. */
function maySay(rights: LoadedRights) {
  const answer = lastStep(rights, 'author-answered')?.facts.answer;
  const written = lastStep(rights, 'denied') ?? lastStep(rights, 'accepted');
  const denied = answer !== undefined && answer !== 'accepted' && written !== undefined;
  const disagreed = lastStep(rights, 'disagreed') !== undefined;
  return {
    disagree: denied && !disagreed,
    rideAlong: denied && !disagreed && lastStep(rights, 'rides-along') === undefined,
    rebut: denied && disagreed && lastStep(rights, 'rebutted') === undefined,
  };
}
