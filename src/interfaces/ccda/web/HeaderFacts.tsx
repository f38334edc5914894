import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useTexts } from '../../../ui/i18n.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { documentPath } from '../../../modules/documents/web/index.tsx';
import { type contract } from '../contract.ts';
import classes from './ccda.module.css';

const DAY = 'YYYY-MM-DD'.length;
const MONTH = 'YYYY-MM'.length;

/** From whom a document comes, as it says itself. */
export function HeaderFacts({ document }: { readonly document: ResponseOf<typeof contract.sections> }) {
  const t = useTexts('ccda');
  const dates = useDates();
  const { header, addendumTo } = document;
  /** As precise as the document says it. */
  const when = (at: string) => {
    if (at.length > DAY) return dates.instant(at);
    if (at.length === DAY) return dates.day(at);
    return at.length === MONTH ? dates.month(at) : at;
  };
  const named = ({ name, at }: { readonly name: string; readonly at: string | null }) =>
    at === null ? name : t('named', { name, at: when(at) });
  const parent = addendumTo?.document ?? null;
  const patient = [header.patient, header.birthDate === null ? null : t('born', { day: when(header.birthDate) })];
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['effectiveTime', header.effectiveTime === null ? t('unsaid') : when(header.effectiveTime)],
    ['authors', header.authors.length === 0 ? t('unsaid') : header.authors.map(named).join('; ')],
    ['custodian', header.custodian ?? t('unsaid')],
    ...(header.signed === null ? [] : [['signed', named(header.signed)] as const]),
    ['patient', patient.filter((each) => each !== null).join(', ')],
    ...(header.confidentiality === 'R' || header.confidentiality === 'V'
      ? [['confidentiality', t(`confidential.${header.confidentiality}`)] as const]
      : []),
    ...(addendumTo === null
      ? []
      : [
          [
            'addendumTo',
            parent === null ? (
              t('parentMissing')
            ) : (
              <Link to={documentPath(parent.patientId, parent.documentId)}>{parent.name}</Link>
            ),
          ] as const,
        ]),
  ];
  return (
    <dl className={classes['header']} aria-label={t('from')}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{t(label)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
