import type { Act } from '../../../platform/act.ts';
import { facilityById } from '../../directory/index.ts';
import { findType } from '../../documents/index.ts';
import { type EncounterView, listEncounters } from '../../encounters/index.ts';
import { currentName, facilityOf, printName, readPatient } from '../../patients/index.ts';
import { deriveCodeText, type OwnCode } from '../codes/derive-code-text.ts';
import { problems } from '../problems.ts';
import type { Paper, SheetToPrint } from './render-sheets.ts';

export interface PlainSheet {
  readonly kind: 'separator' | 'type' | 'batch' | 'box' | 'volume' | 'object-labels';
  readonly number?: string | undefined;
  readonly typeCode?: string | undefined;
  readonly copies?: number | undefined;
  readonly paper?: Paper | undefined;
}

export interface PatientSheet {
  readonly patientId: string;
  readonly kind: 'cover' | 'face' | 'patient-labels' | 'visit-labels' | 'account-labels';
  readonly encounterId?: string | undefined;
  readonly typeCode?: string | undefined;
  readonly copies?: number | undefined;
  readonly paper?: Paper | undefined;
}

/** Countries that write on Letter paper; the others on A4. */
const LETTER_PAPER = new Set(['US', 'CA', 'MX', 'PH', 'CL', 'CO', 'VE']);

/** A sheet of no patient: separator, type, batch, box, volume; labels of things that are no sheets. @throws intake/sheet-incomplete */
export async function planSheet(act: Act, asked: PlainSheet): Promise<SheetToPrint> {
  const code = plainCode(asked);
  const title =
    code.kind === 'type'
      ? (findType(code.typeCode)?.name ?? '')
      : { separator: 'Separator', batch: 'Batch', box: 'Box', volume: 'Volume', 'object-labels': asked.number ?? '' }[
          asked.kind as Exclude<PlainSheet['kind'], 'type'>
        ];
  const lines =
    asked.kind === 'separator'
      ? ['A new document begins behind this sheet.']
      : asked.kind === 'type'
        ? ['The document behind this sheet is of this type.']
        : [asked.number ?? ''];
  return sheetOf(act, asked, { layout: code.kind === 'object' ? 'labels' : 'sheet', title, lines, code });
}

/** A sheet of one patient. The person reads name, birth date and number on it; the code holds numbers. @throws intake/sheet-incomplete */
export async function planPatientSheet(act: Act, asked: PatientSheet): Promise<SheetToPrint> {
  const patient = await readPatient(act, asked.patientId);
  const encounter =
    asked.encounterId === undefined
      ? undefined
      : (await listEncounters(act, asked.patientId)).find(({ id }) => id === asked.encounterId);
  if (asked.encounterId !== undefined && encounter === undefined)
    throw incomplete('The chosen encounter is not of this patient.', 'encounterId');
  if (patient.mrn === undefined) throw incomplete('The patient has no record number yet.', 'patientId');
  const type = asked.typeCode === undefined ? undefined : typeNamed(asked.typeCode);
  const code = patientCode(asked, patient.mrn, encounter);
  act.note({ patientIds: [asked.patientId] });
  const name = printName(currentName(patient.names));
  const facts = [`MRN ${patient.mrn}`, ...(patient.birthDate === undefined ? [] : [`Born ${patient.birthDate}`])];
  const visit = encounter?.visitNumber == null ? [] : [`Visit ${encounter.visitNumber}`];
  const labels = asked.kind.endsWith('-labels');
  return sheetOf(act, asked, {
    layout: labels ? 'labels' : 'sheet',
    title: labels ? name : asked.kind === 'face' ? 'Face sheet' : 'Cover sheet',
    lines: labels
      ? [...facts, ...(code.kind === 'account' ? [`Account ${code.number}`] : visit)]
      : [name, ...facts, ...visit, ...(type === undefined ? [] : [type.name])],
    code,
  });
}

function plainCode(asked: PlainSheet): OwnCode {
  if (asked.kind === 'separator') return { kind: 'separator' };
  if (asked.kind === 'type') {
    if (asked.typeCode === undefined) throw incomplete('Choose the type of document.', 'typeCode');
    return { kind: 'type', typeCode: typeNamed(asked.typeCode).code };
  }
  if (asked.number === undefined) throw incomplete('Enter the number that the sheet shall carry.', 'number');
  return { kind: asked.kind === 'object-labels' ? 'object' : asked.kind, number: asked.number.trim() };
}

function patientCode(asked: PatientSheet, mrn: string, encounter: EncounterView | undefined): OwnCode {
  if (asked.kind === 'patient-labels') return { kind: 'patient', mrn };
  if (asked.kind === 'visit-labels' || asked.kind === 'account-labels') {
    const kind = asked.kind === 'visit-labels' ? 'visit' : 'account';
    const number = kind === 'visit' ? encounter?.visitNumber : encounter?.accountNumber;
    if (number == null) throw incomplete(`Choose an encounter that has a number of its ${kind}.`, 'encounterId');
    return { kind, number };
  }
  return {
    kind: 'cover',
    mrn,
    ...(encounter?.visitNumber == null ? {} : { visit: encounter.visitNumber }),
    ...(asked.typeCode === undefined ? {} : { typeCode: asked.typeCode }),
  };
}

async function sheetOf(
  act: Act,
  asked: { readonly copies?: number | undefined; readonly paper?: Paper | undefined },
  sheet: Pick<SheetToPrint, 'layout' | 'title' | 'lines'> & { code: OwnCode },
): Promise<SheetToPrint> {
  const code = deriveCodeText(sheet.code);
  if (code === undefined)
    throw incomplete('A number on a code may have letters A to Z, digits and single hyphens, at most 40.', 'number');
  const paper = asked.paper ?? (await usualPaper(act));
  act.note({ detail: { kind: sheet.code.kind, copies: asked.copies ?? 1 } });
  return { ...sheet, code, paper, copies: asked.copies ?? 1, now: act.now };
}

async function usualPaper(act: Act): Promise<Paper> {
  const { country } = await facilityById(act, facilityOf(act, undefined));
  return LETTER_PAPER.has(country) ? 'letter' : 'a4';
}

function typeNamed(code: string) {
  const type = findType(code);
  if (type === undefined) throw incomplete('There is no such type of document.', 'typeCode');
  return type;
}

const incomplete = (why: string, at: string) => problems.sheetIncomplete({ detail: `Nothing was printed. ${why}`, at });
