import { NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { dayIn } from '../../../../ui/dates.ts';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCalendar } from '../../../../ui/session.ts';
import { outcomeContract } from '../../outcomes/contract.ts';
import { type ReleaseCase } from '../case.ts';
import { type Outcome, useAnswerAct } from './answers.ts';
import { LanguageField, languageOf, type LetterLanguage } from './LanguageField.tsx';

const DECISIONS = ['upheld', 'reversed', 'reversed-in-part'] as const;

export interface AskReviewDialogProps {
  readonly open: ReleaseCase;
  readonly outcome: Outcome;
  readonly onClose: () => void;
}

/** The person asks for a review: another licensed professional is designated, who took no part in the denial. */
export function AskReviewDialog({ open, outcome, onClose }: AskReviewDialogProps) {
  const t = useTexts('release');
  const { zone } = useCalendar();
  const [now] = useState(() => new Date());
  const [askedOn, setAskedOn] = useState(() => dayIn(zone, now));
  const [said, setSaid] = useState({ askedHow: '', reviewer: '', licence: '' });
  const ask = useAnswerAct(outcomeContract.askForReview, {
    onDone: () => {
      onClose();
      showDone(t('outcome.review.asked'));
    },
  });
  const field = (name: keyof typeof said) => ({
    required: true,
    maxLength: 200,
    value: said[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      setSaid({ ...said, [name]: event.currentTarget.value }),
  });
  return (
    <ConfirmDialog
      opened
      title={t('outcome.review.ask')}
      text={t('outcome.review.askText', { who: outcome.professional ?? '' })}
      action={t('outcome.review.ask')}
      busy={ask.isPending}
      blocked={askedOn === '' || Object.values(said).some((each) => each.trim() === '')}
      onConfirm={() => ask.run({ params: { id: open.id, outcomeId: outcome.id }, body: { askedOn, ...said } })}
      onCancel={onClose}
    >
      <Stack gap="sm">
        {ask.error !== null && <ProblemNotice error={ask.error} takeFocus />}
        <DateField
          id="review-asked"
          label={t('outcome.review.askedOn')}
          required
          value={askedOn}
          onChange={setAskedOn}
          now={now}
        />
        <TextInput label={t('outcome.review.askedHow')} {...field('askedHow')} />
        <TextInput label={t('outcome.review.reviewer')} data-autofocus {...field('reviewer')} />
        <TextInput label={t('outcome.review.licence')} {...field('licence')} />
      </Stack>
    </ConfirmDialog>
  );
}

export interface DecideReviewDialogProps {
  readonly open: ReleaseCase;
  readonly review: NonNullable<Outcome['review']>;
  readonly onClose: () => void;
}

/** What the professional decided; it binds, and the person is told in writing. */
export function DecideReviewDialog({ open, review, onClose }: DecideReviewDialogProps) {
  const t = useTexts('release');
  const [decision, setDecision] = useState<(typeof DECISIONS)[number]>('upheld');
  const [language, setLanguage] = useState<LetterLanguage>('');
  const decide = useAnswerAct(outcomeContract.answerReview, {
    onDone: ({ letterNumber }) => {
      onClose();
      showDone(t('outcome.drafted', { number: letterNumber }));
    },
  });
  return (
    <ReasonDialog
      title={t('outcome.review.decide')}
      text={t('outcome.review.decideText', { who: `${review.reviewer}, ${review.licence}` })}
      action={t('outcome.save')}
      label={t('outcome.review.found')}
      busy={decide.isPending}
      error={decide.error}
      onConfirm={(reason) =>
        decide.run({
          params: { id: open.id, reviewId: review.id },
          body: { decision, reason, ...languageOf(language) },
        })
      }
      onCancel={onClose}
    >
      <NativeSelect
        label={t('outcome.review.decision')}
        data-autofocus
        value={decision}
        onChange={(event) => setDecision(DECISIONS.find((each) => each === event.currentTarget.value) ?? 'upheld')}
        data={DECISIONS.map((value) => ({ value, label: t(`outcome.review.decisions.${value}`) }))}
      />
      <LanguageField value={language} onChange={setLanguage} />
    </ReasonDialog>
  );
}
