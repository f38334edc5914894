import { defineSlot } from '../../../ui/slots.ts';

export interface RecordPartProps {
  readonly patientId: string;
}

/** The parts of a record, one tab each: documents, encounters, releases. Each module shows its own. */
export const recordParts = defineSlot<RecordPartProps>('record-parts');
/** Buttons in the banner: quick disclosure, add a document. */
export const recordActions = defineSlot<RecordPartProps>('record-actions');
