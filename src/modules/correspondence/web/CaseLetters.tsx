import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '../../../ui/api/reads.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useMay } from '../../../ui/session.ts';
import { contract } from '../contract.ts';
import { threadContract } from '../thread/contract.ts';
import { NoteDialog } from './thread/NoteDialog.tsx';
import { Thread, type Arrival } from './thread/Thread.tsx';
import { WriteDialog, type WriteDialogProps } from './WriteDialog.tsx';

export interface CaseLettersProps extends Pick<WriteDialogProps, 'patientId' | 'recipient' | 'known'> {
  readonly of: { readonly module: string; readonly id: string };
  readonly mail?: string | undefined;
  /** The case still runs, so a letter can be written. */
  readonly canWrite: boolean;
  /** What came in for the case as pages. */
  readonly arrivals?: readonly Arrival[];
}

/** The correspondence of one case in one order: letters, calls and visits, what came in; for whichever module keeps the case. */
export function CaseLetters({ of, patientId, recipient, known, mail, canWrite, arrivals = [] }: CaseLettersProps) {
  const t = useTexts('correspondence');
  const may = useMay();
  const [writing, setWriting] = useState(false);
  const [noting, setNoting] = useState(false);
  const allowed = may('correspondence/read');
  const read = useRead(contract.ofCase, { params: of }, { live: ['correspondence.'], enabled: allowed });
  const contacts = useRead(
    threadContract.contactsOfCase,
    { params: of },
    { live: ['correspondence.'], enabled: allowed },
  );
  if (!allowed) return null;
  return (
    <Stack gap="sm">
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting rows={2} />}
      {contacts.error !== null && <ProblemNotice error={contacts.error} onRetry={() => void contacts.refetch()} />}
      {read.data !== undefined && contacts.data !== undefined && (
        <Thread
          letters={read.data.letters}
          contacts={contacts.data.contacts}
          people={contacts.data.people}
          arrivals={arrivals}
          mail={mail}
        />
      )}
      {may('correspondence/send') && (
        <Group>
          {canWrite && (
            <Button
              size="xs"
              variant="default"
              leftSection={<Icon name="plus" size={14} />}
              onClick={() => setWriting(true)}
            >
              {t('write.title')}
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            leftSection={<Icon name="plus" size={14} />}
            onClick={() => setNoting(true)}
          >
            {t('thread.note')}
          </Button>
        </Group>
      )}
      {noting && (
        <NoteDialog
          of={of}
          patientId={patientId}
          withWhom={recipient.name}
          letters={read.data?.letters ?? []}
          contacts={contacts.data?.contacts ?? []}
          onClose={() => setNoting(false)}
        />
      )}
      {writing && (
        <WriteDialog
          of={of}
          patientId={patientId}
          recipient={recipient}
          known={known}
          onClose={() => setWriting(false)}
        />
      )}
    </Stack>
  );
}
