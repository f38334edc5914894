import { useAct } from '../../../ui/api/reads.tsx';
import { showDone, showUndo } from '../../../ui/feedback/notices.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import { type OpenedDocument } from './opened-document.ts';

export interface DocumentDialogProps {
  readonly document: OpenedDocument;
  readonly onClose: () => void;
}

/** What an act on a document makes out of date. */
export const CHANGED = [contract.open, contract.list];

export const paramsOf = ({ summary }: OpenedDocument) => ({
  patientId: summary.patientId,
  documentId: summary.id,
});

/** Strikes a document through, and offers to take that back. `onDone` runs before the offer is shown. */
export function useStrike(document: OpenedDocument, onDone: () => void) {
  const t = useTexts('documents');
  const params = paramsOf(document);
  const stand = useAct(contract.withdrawEnteredInError, { changes: CHANGED });
  return useAct(contract.markEnteredInError, {
    changes: CHANGED,
    onDone: () => {
      onDone();
      showUndo({ text: t('strike.done'), undo: () => stand.run({ params, body: { reason: t('undone') } }) });
    },
  });
}

/** An act of a dialog that closes it and says what was done. */
export function useClosingAct<Act extends Parameters<typeof useAct>[0]>(act: Act, onClose: () => void, done: string) {
  return useAct(act, {
    changes: CHANGED,
    onDone: () => {
      onClose();
      showDone(done);
    },
  });
}
