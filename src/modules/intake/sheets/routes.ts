import { type Download, route } from '../../../platform/http/route.ts';
import { sheetsContract } from './contract.ts';
import { planPatientSheet, planSheet } from './print-sheets.ts';
import { renderSheets, type SheetToPrint } from './render-sheets.ts';

/** Typeset after the commit: five hundred sheets take a while, and the entry in the log stands before they exist. */
const pdf = async (sheet: SheetToPrint): Promise<Download> => ({
  bytes: await renderSheets(sheet),
  contentType: 'application/pdf',
  attachment: sheet.layout === 'labels' ? 'labels.pdf' : 'sheets.pdf',
});

export const sheetRoutes = [
  route(sheetsContract.print, {
    permission: 'intake/read',
    verb: 'intake.print-sheets',
    handle: (act, { query }) => planSheet(act, query),
    after: (_context, sheet) => pdf(sheet),
  }),
  route(sheetsContract.printOfPatient, {
    permission: 'intake/index',
    verb: 'intake.print-patient-sheets',
    subject: ({ params }) => ({ kind: 'patient', id: params.patientId, patientId: params.patientId }),
    handle: (act, { params, query }) => planPatientSheet(act, { ...query, patientId: params.patientId }),
    after: (_context, sheet) => pdf(sheet),
  }),
];
