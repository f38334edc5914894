import { defineSlot } from '../../../ui/slots.ts';

export interface OpenCasePapersProps {
  readonly of: { readonly itemId: string } | { readonly partId: string };
  readonly fileName: string;
  /** Nothing: every open page. */
  readonly pages: readonly number[] | undefined;
  /** Whom the desk has chosen for the pages. */
  readonly patientId: string | undefined;
  readonly onDone: (openPages: number) => void;
  readonly onClose: () => void;
}
/** A dialog that gives pages to a case that is open already, of whoever keeps cases. */
export const openCasePapers = defineSlot<OpenCasePapersProps>('open-case-papers');
