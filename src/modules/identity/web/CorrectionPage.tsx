import { Button, Group, Stack, Text } from '@mantine/core';
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
import { PatientBanner } from '../../patients/web/index.tsx';
import { contract } from '../contract.ts';

type Correction = ResponseOf<typeof contract.openCorrection>;

/** What somebody reported about a document: mended there, answered here. */
export default function CorrectionPage() {
  const t = useTexts('identity');
  const { correctionId = '' } = useParams({ strict: false });
  const read = useRead(contract.openCorrection, { params: { id: correctionId } }, { live: ['identity.'] });
  const patient = read.data?.patient;
  return (
    <Page
      title={t('correction.title')}
      {...(patient == null ? {} : { banner: <PatientBanner patientId={patient.id} /> })}
    >
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {read.data !== undefined && <Opened correction={read.data} />}
    </Page>
  );
}

function Opened({ correction }: { readonly correction: Correction }) {
  const t = useTexts('identity');
  const may = useMay();
  const dates = useDates();
  const wordOf = useActorWord();
  const [answering, setAnswering] = useState<'corrected' | 'stands'>();
  const answer = useAct(contract.answerCorrection, {
    changes: [contract.openCorrection, contract.listCorrections],
    onDone: () => {
      setAnswering(undefined);
      showDone(t('correction.answered'));
    },
  });
  const seen = useAct(contract.seeAnswer, { changes: [contract.openCorrection] });
  return (
    <Stack gap="md" maw={760}>
      <Group gap="xs">
        <Mark tone="attention">{t(`correction.wrongs.${correction.wrong}`)}</Mark>
        {correction.patient !== null && (
          <Link to={documentPath(correction.patient.id, correction.documentId)}>{correction.title}</Link>
        )}
      </Group>
      <Text>
        {correction.note} · {wordOf(correction.reportedBy, undefined)}, {dates.instant(correction.reportedAt)}
      </Text>
      {correction.answer !== null && (
        <Notice tone="good" title={t(`correction.outcomes.${correction.answer.outcome}`)}>
          {correction.answer.text} · {wordOf(correction.answer.by, undefined)}, {dates.instant(correction.answer.at)}
        </Notice>
      )}
      {seen.error !== null && <ProblemNotice error={seen.error} takeFocus />}
      {correction.answer !== null && correction.answer.seenAt === null && (
        <Group>
          <Button
            variant="default"
            loading={seen.isPending}
            onClick={() => seen.run({ params: { id: correction.id } })}
          >
            {t('correction.seen')}
          </Button>
        </Group>
      )}
      {correction.answer === null && may('identity/work') && (
        <>
          <Text size="sm">{t('correction.how')}</Text>
          <Group>
            <Button onClick={() => setAnswering('corrected')}>{t('correction.answers.corrected')}</Button>
            <Button variant="default" onClick={() => setAnswering('stands')}>
              {t('correction.answers.stands')}
            </Button>
          </Group>
        </>
      )}
      {answering !== undefined && (
        <ReasonDialog
          title={t(`correction.answers.${answering}`)}
          text={t('correction.answerText')}
          label={t('correction.answer')}
          action={t(`correction.answers.${answering}`)}
          busy={answer.isPending}
          error={answer.error}
          onConfirm={(text) =>
            answer.run({ params: { id: correction.id }, body: { outcome: answering, answer: text } })
          }
          onCancel={() => setAnswering(undefined)}
        />
      )}
    </Stack>
  );
}
