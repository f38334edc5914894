import type { Act } from '../../../platform/act.ts';
import type { RequestContext } from '../../../platform/http/route.ts';
import {
  draftLetter,
  type Facts,
  type Language,
  prepareLetter,
  type StoredLetter,
} from '../../correspondence/index.ts';
import { currentName, type PatientRecord, readPatient } from '../../patients/index.ts';
import { problems } from '../problems.ts';
import { type AskedAccesses, reportAccesses } from './report-accesses.ts';
import { sayAccess } from './say-access.ts';

/** As many lines as one letter holds. */
const MOST_LINES = 300;

export interface WriteAccessReport extends AskedAccesses {
  /** Left away: that of the patient, where letters are written in it. */
  readonly language?: Language | undefined;
}

type Context = Pick<RequestContext, 'services' | 'request'>;
type Report = Awaited<ReturnType<typeof reportAccesses>>;

/** Outside the transaction: the report as a letter to the patient. @throws privacy/report-too-long */
export async function prepareAccessReport(context: Context, input: WriteAccessReport): Promise<StoredLetter> {
  const within = <T>(fn: (act: Act) => Promise<T>) =>
    context.services.acting.act(
      context.request.actContext,
      { verb: 'privacy.report-accesses', permission: 'release/manage' },
      fn,
    );
  const { facts, patient, language } = await within(async (act) => {
    const read = await readPatient(act, input.patientId);
    const spoken = input.language ?? languageOf(read);
    return { facts: factsOf(await reportAccesses(act, input), spoken), patient: read, language: spoken };
  });
  return prepareLetter(context.services, within, {
    template: 'access-report',
    facts,
    recipient: { name: nameOf(patient), isPatient: true },
    language,
    patientId: input.patientId,
  });
}

/** Puts the report on record as a draft; what it says is of the moment at which it was made. */
export async function writeAccessReport(
  act: Act,
  input: WriteAccessReport,
  letter: StoredLetter,
): Promise<{ letterId: string; letterNumber: string }> {
  const { letterId, number } = await draftLetter(act, letter);
  act.note({ patientIds: [input.patientId] });
  return { letterId, letterNumber: number };
}

function factsOf(report: Report, language: Language): Facts {
  const { accesses, disclosures } = report;
  if (report.more || accesses.length > MOST_LINES || disclosures.length > MOST_LINES)
    throw problems.reportTooLong({
      detail: 'Nothing was made. Choose a shorter period: one letter cannot hold all of it.',
    });
  const lines = accesses.map((line) => sayAccess(line, language));
  return {
    from: report.from,
    to: report.to,
    ...(lines.length === 0 ? { noAccess: '0' } : { accesses: lines }),
    ...(disclosures.length === 0
      ? { noDisclosure: '0' }
      : { disclosures: disclosures.map(({ on, to, what, why }) => ({ on, to, what, why })) }),
  };
}

function languageOf({ language }: PatientRecord): Language {
  const primary = (language ?? '').toLowerCase().split(/[-_]/)[0];
  return primary === 'es' || primary === 'spa' ? 'es' : 'en';
}

function nameOf({ names }: PatientRecord): string {
  const name = currentName(names);
  return [...(name?.given ?? []), name?.family].filter(Boolean).join(' ');
}
