import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useRead } from '../../../ui/api/reads.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract as documents } from '../../../modules/documents/contract.ts';
import { type DocumentActionProps } from '../../../modules/documents/web/index.tsx';
import { sectionsPath } from './paths.ts';

/** Beside a document whose version that stands came as XML: it may have sections. The read is the viewer's own. */
export function OpenSections({ patientId, documentId }: DocumentActionProps) {
  const t = useTexts('ccda');
  const { data } = useRead(documents.open, { params: { patientId, documentId } });
  const came = data?.files.some(
    ({ kind, versionId, mediaType }) =>
      kind === 'original' &&
      versionId === data.summary.currentVersionId &&
      /^(application|text)\/xml\b/.test(mediaType),
  );
  if (came !== true) return null;
  return (
    <Button component={Link} to={sectionsPath(patientId, documentId)} size="xs" variant="default">
      {t('open')}
    </Button>
  );
}
