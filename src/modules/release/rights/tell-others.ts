import type { Act } from '../../../platform/act.ts';
import { sendLetter, type Way } from '../../correspondence/index.ts';
import type { DisclosureBasis } from '../decide-accountable.ts';
import { writeDisclosure } from '../write-disclosure.ts';
import { lastStep, loadRights, type LoadedRights, mustBeNext, type ToTell } from './load-rights.ts';
import { rightsProblems as problems } from './problems.ts';
import {
  type Context,
  keepRightsLetter,
  type LetterOfRights,
  prepareRightsLetter,
  type PreparedLetter,
} from './rights-letter.ts';
import { entriesOf } from './write-answer.ts';
import { type NewStep, writeStep } from './write-step.ts';

export interface TellOthers {
  readonly id: string;
  readonly tell: readonly {
    readonly key: string;
    /** Where the log knows none, or an old one. */
    readonly address?: readonly string[] | undefined;
    readonly way: Extract<Way, { channel: 'print' }> | Omit<Extract<Way, { channel: 'mail' }>, 'link'>;
  }[];
  readonly leaveOut: readonly { readonly key: string; readonly reason: string }[];
}

export async function prepareTellOthers(
  context: Context,
  input: TellOthers,
): Promise<ReadonlyMap<string, PreparedLetter>> {
  const letters: [string, PreparedLetter][] = [];
  for (const each of input.tell)
    letters.push([
      each.key,
      await prepareRightsLetter(context, async (act) => {
        const rights = await loadRights(act, input.id);
        return { rights, letter: letterTo(rights, each) };
      }),
    ]);
  return new Map(letters);
}

/**
 * Those whom the patient named, and those who got the record before it was amended, are told of the amendment (45 CFR
 * 164.526(c)(3)), each by a letter that is queued at once and a row of the disclosure log; nobody twice. Who is left out is
 * recorded with the reason.
 * @throws release/rights-not-now, release/rights-unfit, release/changed-meanwhile
 */
export async function tellOthers(
  act: Act,
  input: TellOthers,
  prepared: ReadonlyMap<string, PreparedLetter>,
): Promise<{ told: number; leftOut: number }> {
  const rights = await loadRights(act, input.id, true);
  mustBeNext(rights, 'tell-others', 'send-letter');
  const keys = [...input.tell, ...input.leaveOut].map(({ key }) => key);
  if (new Set(keys).size !== keys.length)
    throw problems.rightsUnfit({ detail: 'Nothing was saved. Somebody stands in the list twice.' });
  const steps: NewStep[] = [];
  for (const each of input.tell) {
    const person = openPerson(rights, each.key);
    const letter = prepared.get(each.key);
    if (letter === undefined) throw new Error('The letter of somebody who is told was not prepared.');
    const { letterId } = await keepRightsLetter(act, letter, letterTo(rights, each));
    await sendLetter(act, { letterId, way: each.way });
    const disclosureId = await disclose(act, rights, person, each);
    steps.push({
      kind: 'told',
      facts: { name: person.name, organisation: person.organisation, disclosureId },
      recipientKey: each.key,
      letterId,
    });
  }
  for (const each of input.leaveOut) {
    const { name, organisation } = openPerson(rights, each.key);
    steps.push({
      kind: 'not-told',
      facts: { name, organisation, reason: each.reason.trim() },
      recipientKey: each.key,
    });
  }
  await writeStep(act, rights, ...steps);
  return { told: input.tell.length, leftOut: input.leaveOut.length };
}

function openPerson({ toTell, steps }: LoadedRights, key: string): ToTell {
  const person = toTell.find((each) => each.key === key);
  if (person === undefined || steps.some(({ recipientKey }) => recipientKey === key))
    throw problems.rightsNotNow({
      detail: 'Nothing was saved. Somebody in the list was told or left out before: reload.',
    });
  return person;
}

function letterTo(rights: LoadedRights, { key, address }: TellOthers['tell'][number]): LetterOfRights {
  const person = openPerson(rights, key);
  const lines = address ?? person.address;
  return {
    template: 'amendment-notice',
    facts: {
      requestNumber: rights.number,
      entries: entriesOf(rights),
      words: lastStep(rights, 'author-answered')?.facts.words ?? '',
      ...(person.disclosedOn === null ? {} : { sentOn: person.disclosedOn }),
    },
    recipient: {
      name: person.name,
      lines: [...(person.organisation === null ? [] : [person.organisation]), ...lines],
    },
  };
}

/** The rule asks for it, so it is logged as such unless it repeats a hand-over that had its own ground. */
async function disclose(
  act: Act,
  rights: LoadedRights,
  person: ToTell,
  { address, way }: TellOthers['tell'][number],
): Promise<string> {
  const { disclosureId } = await writeDisclosure(act, {
    patientId: rights.patientId,
    facilityId: rights.facility.id,
    labels: rights.labels,
    basis: (person.basis ?? 'required-by-law') as DisclosureBasis, // of a row of the log, else of the vocabulary
    recipient: {
      name: person.name,
      ...(person.organisation === null ? {} : { organisation: person.organisation }),
      address: address ?? person.address,
    },
    description: `Amendment ${rights.number} of ${entriesOf(rights)
      .map(({ title, date }) => `${title} (${date})`)
      .join(', ')}`,
    purpose: 'Told of an amendment (45 CFR 164.526(c)(3))',
    disclosedAt: act.now,
    disclosedOn: rights.today,
    channel: way.channel === 'print' ? 'mail' : 'email',
    documents: rights.affected.map(({ patientId, id, currentVersionId }) => ({
      ...{ patientId, documentId: id, versionId: currentVersionId },
    })),
  });
  return disclosureId;
}
