import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useMay } from '../../../../ui/session.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { type RecordPartProps } from '../../../patients/web/index.tsx';
import { rightsContract } from '../../rights/contract.ts';
import { RecordRightsDialog } from './RecordRightsDialog.tsx';
import { RightsTable } from './RightsTable.tsx';
import { SuspensionDialog } from './SuspensionDialog.tsx';

/** What a patient asked of the record itself: to amend it, who got it, and what agencies suspended of that. */
export function RightsPart({ patientId }: RecordPartProps) {
  const t = useTexts('release');
  const may = useMay();
  const [asking, setAsking] = useState<'amendment' | 'accounting' | 'suspension'>();
  const read = useRead(rightsContract.rightsOfPatient, { params: { patientId } }, { live: ['release.'] });
  const close = () => setAsking(undefined);
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="start">
        <Text size="sm" maw={620}>
          {t('patientRights.partIntro')}
        </Text>
        {may('release/work') && (
          <Group gap="xs">
            {(['amendment', 'accounting', 'suspension'] as const).map((what) => (
              <Button key={what} size="xs" variant="default" onClick={() => setAsking(what)}>
                {t(`patientRights.record.${what}`)}
              </Button>
            ))}
          </Group>
        )}
      </Group>
      <RightsTable
        label={t('patientRights.part')}
        rows={read.data?.requests}
        error={read.error}
        onRetry={() => void read.refetch()}
        empty={<Empty icon="document" title={t('patientRights.none')} text={t('patientRights.noneText')} />}
      />
      <Suspensions patientId={patientId} />
      {asking === 'suspension' && <SuspensionDialog patientId={patientId} onClose={close} />}
      {(asking === 'amendment' || asking === 'accounting') && (
        <RecordRightsDialog patientId={patientId} kind={asking} onClose={close} />
      )}
    </Stack>
  );
}

function Suspensions({ patientId }: RecordPartProps) {
  const t = useTexts('release');
  const dates = useDates();
  const [today] = useState(() => new Date().toISOString());
  const read = useRead(rightsContract.suspensions, { params: { patientId } }, { live: ['release.'] });
  const rows = read.data?.suspensions ?? [];
  if (rows.length === 0) return null;
  return (
    <section aria-label={t('patientRights.suspensions')}>
      <Text fw={600} size="sm">
        {t('patientRights.suspensions')}
      </Text>
      {rows.map(({ id, agency, official, form, until, reason }) => (
        <Text key={id} size="sm">
          <Mark tone={until < today.slice(0, 'yyyy-mm-dd'.length) ? 'neutral' : 'attention'}>
            {t('patientRights.until', { day: dates.day(until) })}
          </Mark>{' '}
          {agency}, {official} ({t(`patientRights.forms.${form}`)}): {reason}
        </Text>
      ))}
    </section>
  );
}
