import type { Download } from '../../platform/http/route.ts';
import type { Services } from '../../platform/services.ts';
import type { LoadedLetter } from '../correspondence/index.ts';

/** The letter of record: the PDF that left. */
export function letterDownload(services: Pick<Services, 'blobs'>, { pdf, number }: LoadedLetter): Download {
  return {
    bytes: services.blobs.open(pdf),
    contentType: 'application/pdf',
    contentLength: pdf.bytes,
    attachment: `${number}.pdf`,
  };
}
