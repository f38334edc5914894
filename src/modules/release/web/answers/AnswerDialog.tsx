import { Stack, Textarea } from '@mantine/core';
import { type ReactNode } from 'react';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { type ReleaseCase } from '../case.ts';
import { LanguageField, type LetterLanguage } from './LanguageField.tsx';

const LEAST = 3;

/** Whether a reason says something. */
export const saysWhy = (reason: string) => reason.trim().length >= LEAST;

export interface AnswerDialogProps {
  readonly open: ReleaseCase;
  readonly title: string;
  readonly text: string;
  readonly danger?: boolean;
  readonly act: { readonly isPending: boolean; readonly error: Error | null };
  /** Something beside the reason lacks. */
  readonly blocked: boolean;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly language: LetterLanguage;
  readonly onLanguage: (language: LetterLanguage) => void;
  /** No letter is written, so none has a language. */
  readonly withoutLetter?: boolean;
  readonly onSend: () => void;
  readonly onClose: () => void;
  /** What this answer asks for. */
  readonly children: ReactNode;
  /** Below the language. */
  readonly last?: ReactNode;
}

/** What every answer that ends in a letter asks for: of which case, why, and in which language. */
export function AnswerDialog(props: AnswerDialogProps) {
  const { open, act, reason, onReason, withoutLetter = false } = props;
  const t = useTexts('release');
  return (
    <ConfirmDialog
      opened
      title={props.title}
      text={props.text}
      identifiers={[
        { label: t('list.number'), value: open.number },
        { label: t('list.requester'), value: open.requester?.name ?? t('list.notDescribed') },
      ]}
      action={t('outcome.save')}
      danger={props.danger ?? false}
      busy={act.isPending}
      blocked={!saysWhy(reason) || props.blocked}
      onConfirm={props.onSend}
      onCancel={props.onClose}
    >
      <Stack gap="sm">
        {act.error !== null && <ProblemNotice error={act.error} takeFocus />}
        {props.children}
        <Textarea
          label={t('outcome.reason')}
          description={t('outcome.reasonHint')}
          required
          autosize
          minRows={2}
          maxLength={1000}
          value={reason}
          onChange={(event) => onReason(event.currentTarget.value)}
        />
        {!withoutLetter && <LanguageField value={props.language} onChange={props.onLanguage} />}
        {props.last}
      </Stack>
    </ConfirmDialog>
  );
}
