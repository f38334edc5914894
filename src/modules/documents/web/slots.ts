import { defineSlot } from '../../../ui/slots.ts';

export interface DocumentActionProps {
  readonly patientId: string;
  readonly documentId: string;
}

/** Buttons beside the acts on a document: what another module lets a reader say about it. */
export const documentActions = defineSlot<DocumentActionProps>('document-actions');
