import { Anchor, Button, Group, List, Stack, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { Notice } from '../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { ReasonDialog } from '../../../ui/feedback/ReasonDialog.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { useActorWord } from '../../../ui/use-actor-word.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { documentPath } from '../../documents/web/index.tsx';
import { PatientBanner, recordPath } from '../../patients/web/index.tsx';
import { contract } from '../contract.ts';
import { findingsPath } from './paths.ts';
import { useWho } from './use-who.ts';

type Finding = ResponseOf<typeof contract.openFinding>;

/** One finding: what the rule met, where it is mended, and the saying that it is right. */
export default function FindingPage() {
  const t = useTexts('identity');
  const { findingId = '' } = useParams({ strict: false });
  const read = useRead(
    contract.openFinding,
    { params: { id: findingId } },
    { live: ['identity.', 'patients.', 'documents.'] },
  );
  return (
    <Page
      title={t('finding.title')}
      {...(read.data === undefined ? {} : { banner: <PatientBanner patientId={read.data.patient.id} /> })}
    >
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {read.data !== undefined && <Opened finding={read.data} />}
    </Page>
  );
}

function Opened({ finding }: { readonly finding: Finding }) {
  const t = useTexts('identity');
  const may = useMay();
  const dates = useDates();
  const who = useWho();
  const wordOf = useActorWord();
  const [dismissing, setDismissing] = useState(false);
  const dismiss = useAct(contract.dismissFindings, {
    changes: [contract.openFinding, contract.listFindings],
    onDone: () => {
      setDismissing(false);
      showDone(t('findings.dismissed', { count: 1 }));
    },
  });
  const { ended, others, field, rule } = finding;
  const othersTitle = rule === 'mothers-document-on-child' ? t('finding.mother') : t('finding.others');
  return (
    <Stack gap="md" maw={760}>
      <Group gap="xs">
        <Mark tone={ended === null ? 'attention' : 'neutral'}>{t(`rules.${finding.rule}`)}</Mark>
        <Text size="sm">{t('finding.since', { at: dates.instant(finding.foundAt) })}</Text>
      </Group>
      <Text>{t(`whys.${finding.why}`)}</Text>
      {others.length > 0 && (
        <section aria-label={othersTitle}>
          <Text size="sm" fw={600}>
            {othersTitle}
          </Text>
          <List size="sm">
            {others.map((other) => (
              <List.Item key={other.id}>
                <Anchor component={Link} to={recordPath(other.id)}>
                  {who(other)}
                </Anchor>
              </List.Item>
            ))}
          </List>
        </section>
      )}
      {ended !== null && (
        <Notice tone="good" title={t(`finding.ends.${ended.how}`)}>
          {[ended.reason, wordOf(ended.by, undefined), dates.instant(ended.at)].filter(Boolean).join(' · ')}
        </Notice>
      )}
      {ended === null && (
        <>
          <Text size="sm">{t(`finding.how.${field}`)}</Text>
          <Group>
            <Button component={Link} to={placeOf(finding)}>
              {t(`finding.open.${field}`)}
            </Button>
            {may('identity/work') && (
              <Button variant="default" onClick={() => setDismissing(true)}>
                {t('finding.right')}
              </Button>
            )}
          </Group>
        </>
      )}
      <Anchor component={Link} to={findingsPath} size="sm">
        {t('finding.back')}
      </Anchor>
      {dismissing && (
        <ReasonDialog
          title={t('finding.right')}
          text={t('findings.dismissText', { count: 1 })}
          action={t('findings.dismiss')}
          busy={dismiss.isPending}
          error={dismiss.error}
          onConfirm={(reason) => dismiss.run({ body: { ids: [finding.id], reason } })}
          onCancel={() => setDismissing(false)}
        />
      )}
    </Stack>
  );
}

/** Where it is mended: the document, the visits, or the field of the person. */
function placeOf({ field, subjectId, patient }: Finding): string {
  if (field === 'documents' && subjectId !== null) return documentPath(patient.id, subjectId);
  const record = recordPath(patient.id);
  return field === 'encounters' ? `${record}?part=encounters-part` : `${record}?part=person&field=${field}`;
}
