import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { type Finding, type FindingGroup, type Preflight } from './groups.ts';

/** Findings in the words of the desk. */
export function useFindingWords(preflight: Preflight) {
  const t = useTexts('release');
  const dates = useDates();
  const documentOf = (id: string | null) => {
    const known = preflight.ofDocuments.find(({ documentId }) => documentId === id);
    if (known === undefined) return t('preflight.document');
    return [known.typeName, known.title, known.date === null ? t('scope.undated') : dates.day(known.date)]
      .filter((part) => part !== null)
      .join(' · ');
  };
  const groupName = ({ kind, what }: Pick<FindingGroup, 'kind' | 'what'>) =>
    t(`preflight.kinds.${what === '' ? kind : `${kind} ${what}`}`, { defaultValue: t(`preflight.kinds.${kind}`) });
  const placeOf = ({ documentId, page }: Finding) =>
    page === null ? documentOf(documentId) : `${documentOf(documentId)} · ${t('preflight.page', { page })}`;
  const moreOf = (finding: Finding): string | null => {
    const { about, kind, what, detail, sameDocumentId, samePage } = finding;
    if (about !== null)
      return about.name === null ? t('preflight.anotherPatient') : t('preflight.about', { name: about.name });
    if (kind === 'missing-page')
      return t('preflight.missing', { pages: listOf(detail['missing']), of: Number(detail['of'] ?? 0) });
    if (kind === 'duplicate')
      return samePage === null
        ? t('preflight.sameAs', { document: documentOf(sameDocumentId) })
        : t(what === 'look' ? 'preflight.looksLike' : 'preflight.sameAsPage', {
            document: documentOf(sameDocumentId),
            page: samePage,
          });
    return null;
  };
  return { documentOf, groupName, placeOf, moreOf };
}

function listOf(value: number | number[] | undefined): string {
  return Array.isArray(value) ? value.join(', ') : String(value ?? '');
}
