import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { RecordsTable, type Column } from '../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { recordPath } from '../../patients/web/index.tsx';
import { type contract } from '../contract.ts';
import classes from './documents.module.css';
import { type Hit, HitText, HitTitle } from './FoundInRecord.tsx';

type Found = ResponseOf<typeof contract.search>;
type Whose = Found['patients'][number];

const keyOf = ({ documentId, versionId }: Hit) => `${documentId}/${versionId}`;

/** Hits of many records: whose each is comes first, as two people may have the same words and the same name. */
export function FoundEverywhere({ found }: { readonly found: Found }) {
  const t = useTexts('documents');
  const dates = useDates();
  const whose = new Map(found.patients.map((patient) => [patient.id, patient]));
  const columns: Column<Hit>[] = [
    {
      ...{ key: 'whose', header: t('search.whose'), names: true, width: '28%' },
      cell: ({ patientId }) => <WhoseRecord patientId={patientId} patient={whose.get(patientId)} />,
      compare: (a, b) => nameIn(whose, a).localeCompare(nameIn(whose, b)),
    },
    {
      ...{ key: 'date', header: t('search.dated'), solid: true },
      cell: ({ date }) => (date === null ? t('part.undated') : dates.day(date)),
      compare: (a, b) => (a.date ?? '').localeCompare(b.date ?? ''),
    },
    {
      ...{ key: 'document', header: t('search.document') },
      cell: (hit) => (
        <div className={classes['foundText']}>
          <div className={classes['hitHead']}>
            <HitTitle hit={hit} />
          </div>
          <HitText hit={hit} />
        </div>
      ),
    },
  ];
  return (
    <div>
      <Text size="sm" c="dimmed" role="status" mb="xs">
        {t('found.count', { count: found.hits.length })} {found.more && t('found.more')}
      </Text>
      <RecordsTable
        label={t('search.list')}
        columns={columns}
        rows={found.hits}
        rowKey={keyOf}
        empty={<Empty icon="search" title={t('found.none')} text={t('found.noneText')} />}
      />
    </div>
  );
}

function nameIn(whose: ReadonlyMap<string, Whose>, { patientId }: Hit): string {
  return whose.get(patientId)?.name ?? '';
}

function WhoseRecord({ patientId, patient }: { readonly patientId: string; readonly patient: Whose | undefined }) {
  const t = useTexts('documents');
  const dates = useDates();
  const { name = '', birthDate = null, mrn = null } = patient ?? {};
  return (
    <div className={classes['foundText']}>
      <Link to={recordPath(patientId)}>{name === '' ? t('search.unnamed') : name}</Link>
      <div className={classes['soft']}>
        {[birthDate === null ? t('search.unknownBirth') : dates.day(birthDate), mrn ?? t('search.noNumber')].join(
          ' · ',
        )}
      </div>
    </div>
  );
}
