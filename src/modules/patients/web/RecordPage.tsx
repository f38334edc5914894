import { Anchor, Button, Tabs } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../../ui/api/reads.tsx';
import { ProblemError } from '../../../ui/api/problem-error.ts';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { Notice } from '../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { useSlot } from '../../../ui/slots.ts';
import { useAddress } from '../../../ui/use-address.ts';
import { contract } from '../contract.ts';
import { PatientBanner } from './PatientBanner.tsx';
import { glassPath, recordPath } from './paths.ts';
import { PersonPart } from './PersonPart.tsx';
import { RepresentativesPart } from './RepresentativesPart.tsx';
import { recordParts } from './slots.ts';

const OWN_PARTS = ['person', 'representatives'] as const;

/** One patient's record: the banner stays, the parts come from the modules that keep them. */
export default function RecordPage() {
  const t = useTexts('patients');
  const { t: anywhere } = useTranslation();
  const may = useMay();
  const { patientId = '' } = useParams({ strict: false });
  const [{ part }, change] = useAddress(['part']);
  const read = useRead(contract.open, { params: { id: patientId } }, { live: ['patients.'] });
  const parts = useSlot(recordParts, may).flatMap(({ component, label }) =>
    label === undefined ? [] : [{ key: label.replace(/[:.]/g, '-'), name: anywhere(label), component }],
  );
  const patient = read.data;
  if (read.error instanceof ProblemError && read.error.problem.status === 404) return <NothingHere />;
  const shown = part ?? parts[0]?.key ?? OWN_PARTS[0];
  return (
    <Page
      title={t('record.title')}
      banner={<PatientBanner patientId={patientId} />}
      actions={
        may('audit/search') && (
          <Button component={Link} to={`/audit?patient=${patientId}`} variant="default" size="xs">
            {t('record.log')}
          </Button>
        )
      }
    >
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {patient !== undefined && patient.survivorId !== patient.id && (
        <Notice tone="attention" title={t('flag.merged')}>
          {t('record.mergedInto')}{' '}
          <Anchor component={Link} to={recordPath(patient.survivorId)}>
            {t('record.openSurvivor')}
          </Anchor>
        </Notice>
      )}
      {patient !== undefined && (
        <Tabs value={shown} onChange={(next) => change({ part: next ?? undefined })} keepMounted={false}>
          <Tabs.List aria-label={t('record.tabs')} mb="md">
            {parts.map(({ key, name }) => (
              <Tabs.Tab key={key} value={key}>
                {name}
              </Tabs.Tab>
            ))}
            {OWN_PARTS.map((key) => (
              <Tabs.Tab key={key} value={key}>
                {t(`record.${key}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {parts.map(({ key, component: Part }) => (
            <Tabs.Panel key={key} value={key}>
              <Part patientId={patientId} />
            </Tabs.Panel>
          ))}
          <Tabs.Panel value="person">
            <PersonPart patient={patient} />
          </Tabs.Panel>
          <Tabs.Panel value="representatives">
            <RepresentativesPart patientId={patientId} />
          </Tabs.Panel>
        </Tabs>
      )}
    </Page>
  );
}

/** Unknown and forbidden answer alike, so this page cannot say which it was. */
function NothingHere() {
  const t = useTexts('patients');
  const may = useMay();
  return (
    <Page title={t('record.title')}>
      <Empty icon="lock" title={t('record.notFound')} text={t('record.notFoundText')}>
        {may('access/break-glass') && (
          <Button component={Link} to={glassPath} variant="default">
            {t('search.glass')}
          </Button>
        )}
      </Empty>
    </Page>
  );
}
