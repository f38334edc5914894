import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '../../../ui/api/reads.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useMay } from '../../../ui/session.ts';
import { contract } from '../contract.ts';
import { LetterList } from './LetterList.tsx';
import { WriteDialog, type WriteDialogProps } from './WriteDialog.tsx';

export interface CaseLettersProps extends Pick<WriteDialogProps, 'patientId' | 'recipient' | 'known'> {
  readonly of: { readonly module: string; readonly id: string };
  readonly mail?: string | undefined;
  /** The case still runs, so a letter can be written. */
  readonly canWrite: boolean;
}

/** The letters of one case, for whichever module keeps the case. */
export function CaseLetters({ of, patientId, recipient, known, mail, canWrite }: CaseLettersProps) {
  const t = useTexts('correspondence');
  const may = useMay();
  const [writing, setWriting] = useState(false);
  const allowed = may('correspondence/read');
  const read = useRead(contract.ofCase, { params: of }, { live: ['correspondence.'], enabled: allowed });
  if (!allowed) return null;
  return (
    <Stack gap="sm">
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting rows={2} />}
      {read.data?.letters.length === 0 && <Text size="sm">{t('letter.none')}</Text>}
      {read.data !== undefined && read.data.letters.length > 0 && (
        <LetterList letters={read.data.letters} mail={mail} />
      )}
      {canWrite && may('correspondence/send') && (
        <Group>
          <Button
            size="xs"
            variant="default"
            leftSection={<Icon name="plus" size={14} />}
            onClick={() => setWriting(true)}
          >
            {t('write.title')}
          </Button>
        </Group>
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
