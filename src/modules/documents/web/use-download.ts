import { useAct } from '../../../ui/api/reads.tsx';
import { contract } from '../contract.ts';
import { type OpenedDocument } from './opened-document.ts';

/** The original as it came, or its searchable copy, through a ticket that is good for two minutes and this session. */
export function useDownload(document: OpenedDocument, versionId: string, of: 'original' | 'searchable' = 'original') {
  const { patientId, id: documentId } = document.summary;
  const original = document.files.find((file) => file.kind === of && file.versionId === versionId);
  const ticket = useAct(contract.issueTicket, {
    onDone: ({ url }) => {
      // The answer is an attachment, so the browser saves it and this page stays.
      window.location.assign(url);
    },
  });
  return {
    original,
    error: ticket.error,
    download: () => {
      if (original !== undefined) ticket.run({ params: { patientId, documentId, renditionId: original.renditionId } });
    },
  };
}
