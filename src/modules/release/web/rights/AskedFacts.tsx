import { DataList } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { documentPath } from '../../../documents/web/index.tsx';
import { Fact } from '../Fact.tsx';
import { type RightsOfAuthor } from './rights.ts';

/** What was asked, in the words of whoever asked. */
export function AskedFacts({ open }: { readonly open: Omit<RightsOfAuthor, 'note' | 'mine'> }) {
  const t = useTexts('release');
  const dates = useDates();
  const { asker, period, named } = open;
  return (
    <DataList>
      <Fact label={t('patientRights.asker')}>
        {asker.name} ({t(asker.isPatient ? 'patientRights.thePatient' : 'patientRights.forPatient')})
      </Fact>
      <Fact label={t('patientRights.receivedOn')}>
        {dates.day(open.receivedOn)}, {t(open.inWriting ? 'patientRights.written' : 'patientRights.notWritten')}
      </Fact>
      {period !== null && (
        <Fact label={t('patientRights.period')}>
          {t('disclosures.period', { from: dates.day(period.from), to: dates.day(period.to) })}
        </Fact>
      )}
      {open.documents.length > 0 && (
        <Fact label={t('patientRights.documents')}>
          {open.documents.map(({ id, patientId, title, date, author }) => (
            <div key={id}>
              <Link to={documentPath(patientId, id)}>{title}</Link>
              {[date === null ? null : dates.day(date), author]
                .filter((each) => each !== null)
                .map((each) => ` · ${each}`)
                .join('')}
            </div>
          ))}
        </Fact>
      )}
      {open.wrong !== null && <Fact label={t('patientRights.wrong')}>{open.wrong}</Fact>}
      {open.shouldSay !== null && <Fact label={t('patientRights.shouldSay')}>{open.shouldSay}</Fact>}
      {open.reason !== null && <Fact label={t('patientRights.reason')}>{open.reason}</Fact>}
      {named.length > 0 && (
        <Fact label={t('patientRights.named')}>
          {named.map((each) => [each.name, each.organisation, ...each.address].filter(Boolean).join(', ')).join('; ')}
        </Fact>
      )}
    </DataList>
  );
}
