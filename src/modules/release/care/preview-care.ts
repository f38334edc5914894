import type { Act } from '../../../platform/act.ts';
import type { Settings } from '../../../platform/settings.ts';
import { ABSTRACT } from './abstract.ts';
import { deriveAbstract } from './derive-abstract.ts';
import { decideHeld } from './decide-held.ts';
import { findConsents } from './find-consents.ts';
import { type CareDocument, gatherCare } from './gather-care.ts';

export type CareSettings = Pick<Settings, 'careApproval' | 'faxGateway' | 'smtpUrl'>;

/** What would go to another provider, before anything is decided: the usual abstract, what can be added, what is held. */
export async function previewCare(
  act: Act,
  asked: { readonly patientId: string; readonly withUnsigned: boolean },
  settings: CareSettings,
) {
  const { documents, today } = await gatherCare(act, asked);
  const parts = deriveAbstract(documents, ABSTRACT, today);
  const shown = parts.map(({ part, usual, documents: going, held }) => ({
    ...{ part, usual, documents: going.map(lineOf) },
    held: held.map((document) => {
      const may = decideHeld(document.decision, document.reasons);
      return { ...lineOf(document), ...may, reasons: document.reasons };
    }),
  }));
  const wantsConsent = shown.some(({ held }) => held.some(({ may }) => may === 'in-emergency'));
  const consents = wantsConsent ? await findConsents(act, asked.patientId) : [];
  act.note({ patientIds: [asked.patientId], count: documents.length });
  return {
    parts: shown,
    /** Under 42 CFR Part 2, where records are held for want of one. */
    consents,
    /** Unsigned papers stay out unless asked for. */
    unsigned: documents.filter(({ reasons }) => reasons.some(({ ruleId }) => ruleId === 'release/unsigned')).length,
    ways: {
      fax: settings.smtpUrl !== '' && settings.faxGateway !== '',
      email: settings.smtpUrl !== '',
    },
    approval: settings.careApproval,
  };
}

function lineOf({ summary, mark }: CareDocument) {
  return {
    id: summary.id,
    patientId: summary.patientId,
    name: summary.title ?? summary.typeName,
    date: summary.date,
    pages: summary.pages,
    mark: mark ?? null,
  };
}
