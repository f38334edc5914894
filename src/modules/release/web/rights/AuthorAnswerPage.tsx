import { Card, NativeSelect, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import {
  AMENDMENT_GROUNDS,
  type AmendmentGround,
  AUTHOR_ANSWERS,
  type AuthorAnswer,
  rightsContract,
} from '../../rights/contract.ts';
import { AskedFacts } from './AskedFacts.tsx';
import { CHANGED, type RightsOfAuthor } from './rights.ts';
import { StepList } from './StepList.tsx';
import { PageOfPatient } from '../PageOfPatient.tsx';
import { SubmitSection } from '../SubmitSection.tsx';

/** The clinician's page: what the patient asks, and the professional's answer. */
export default function AuthorAnswerPage() {
  const t = useTexts('release');
  const { rightsId = '' } = useParams({ strict: false });
  const read = useRead(rightsContract.amendmentToAnswer, { params: { id: rightsId } }, { live: ['release.'] });
  return (
    <PageOfPatient title={t('patientRights.answerPage')} read={read} besideOf={({ number }) => number}>
      {(open) => (
        <Stack gap="lg" maw="60rem">
          <Card withBorder component="section" aria-label={t('patientRights.asked')}>
            <AskedFacts open={open} />
            {open.note !== null && <Text size="sm">{open.note}</Text>}
          </Card>
          {open.next === 'author-answers' && open.mine && <AnswerForm open={open} />}
          {open.next === 'author-answers' && !open.mine && (
            <Notice tone="info" title={t('patientRights.notMine')}>
              {t('patientRights.notMineText')}
            </Notice>
          )}
          {open.next !== 'author-answers' && <StepList steps={open.steps} people={open.people} />}
        </Stack>
      )}
    </PageOfPatient>
  );
}

function AnswerForm({ open }: { readonly open: RightsOfAuthor }) {
  const t = useTexts('release');
  const [answer, setAnswer] = useState<AuthorAnswer>('accepted');
  const [words, setWords] = useState(open.shouldSay ?? '');
  const [ground, setGround] = useState<AmendmentGround>('accurate-and-complete');
  const [reason, setReason] = useState('');
  const act = useAct(rightsContract.answerAmendment, {
    changes: CHANGED,
    onDone: () => showDone(t('patientRights.answered')),
  });
  const accepts = answer !== 'denied';
  const denies = answer !== 'accepted';
  const blocked = reason.trim() === '' || (accepts && words.trim() === '');
  const submit = () =>
    act.run({
      params: { id: open.id },
      body: {
        ...{ answer, reason: reason.trim() },
        ...(accepts ? { words: words.trim() } : {}),
        ...(denies ? { ground } : {}),
      },
    });
  return (
    <SubmitSection
      id="rights.answer"
      title={t('patientRights.yourAnswer')}
      action={t('patientRights.saveAnswer')}
      act={act}
      blocked={blocked}
      onSubmit={submit}
    >
      <Radio.Group
        label={t('patientRights.decision')}
        value={answer}
        onChange={(value) => setAnswer(AUTHOR_ANSWERS.find((each) => each === value) ?? 'denied')}
      >
        <Stack gap={6} mt={4}>
          {AUTHOR_ANSWERS.map((each) => (
            <Radio key={each} value={each} label={t(`patientRights.answers.${each}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {accepts && (
        <Textarea
          label={t('patientRights.words')}
          description={t('patientRights.wordsHint')}
          required
          autosize
          minRows={3}
          maxLength={4000}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
      {denies && (
        <NativeSelect
          label={t('patientRights.ground')}
          value={ground}
          onChange={(event) =>
            setGround(AMENDMENT_GROUNDS.find((each) => each === event.currentTarget.value) ?? 'accurate-and-complete')
          }
          data={AMENDMENT_GROUNDS.map((value) => ({ value, label: t(`patientRights.grounds.${value}`) }))}
        />
      )}
      <Textarea
        label={t('patientRights.answerReason')}
        description={t('patientRights.answerReasonHint')}
        required
        autosize
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </SubmitSection>
  );
}
