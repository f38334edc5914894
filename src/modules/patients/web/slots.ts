import { defineSlot } from '../../../ui/slots.ts';

export interface RecordPartProps {
  readonly patientId: string;
}

/** The parts of a record, one tab each: documents, encounters, releases. Each module shows its own. */
export const recordParts = defineSlot<RecordPartProps>('record-parts');
/** Buttons in the banner: quick disclosure, add a document. */
export const recordActions = defineSlot<RecordPartProps>('record-actions');

export interface ProofFieldProps {
  readonly patientId: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (documentId: string | undefined) => void;
}
/** A field that chooses a paper filed in the record, as proof. */
export const proofField = defineSlot<ProofFieldProps>('proof-field');

export interface TypesFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: readonly string[];
  readonly onChange: (typeCodes: string[]) => void;
}
/** A field that chooses kinds of document. */
export const typesField = defineSlot<TypesFieldProps>('types-field');
/** The names of kinds of document, one after the other. */
export const typeNames = defineSlot<{ readonly typeCodes: readonly string[] }>('type-names');
