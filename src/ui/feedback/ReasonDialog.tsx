import { Stack, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../i18n.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { ProblemNotice } from './ProblemNotice.tsx';

export interface ReasonDialogProps {
  readonly title: string;
  /** What will happen and whether it can be taken back. */
  readonly text: string;
  readonly identifiers?: readonly { readonly label: string; readonly value: string }[];
  readonly action: string;
  readonly label?: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly error: Error | null;
  /** Something beside the reason is still missing. */
  readonly blocked?: boolean;
  readonly children?: ReactNode;
  readonly onConfirm: (reason: string) => void;
  readonly onCancel: () => void;
}

const LEAST = 3;
const MOST = 500;

/** An act that is kept with its reason. Rendered only while it is open, so each time begins with an empty reason. */
export function ReasonDialog(props: ReasonDialogProps) {
  const t = useTexts('ui');
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog
      opened
      title={props.title}
      text={props.text}
      {...(props.identifiers === undefined ? {} : { identifiers: props.identifiers })}
      action={props.action}
      danger={props.danger ?? false}
      busy={props.busy}
      blocked={props.blocked === true || reason.trim().length < LEAST}
      onConfirm={() => props.onConfirm(reason.trim())}
      onCancel={props.onCancel}
    >
      <Stack gap="sm">
        {props.error !== null && <ProblemNotice error={props.error} takeFocus />}
        {props.children}
        <Textarea
          label={props.label ?? t('reason.label')}
          description={t('reason.hint')}
          required
          // A field of the caller above this one may ask for the focus instead.
          data-autofocus
          autosize
          minRows={2}
          maxRows={6}
          maxLength={MOST}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  );
}
