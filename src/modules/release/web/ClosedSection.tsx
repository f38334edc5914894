import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { contract } from '../contract.ts';
import { useCaseAct, type ReleaseCase } from './case.ts';

export function ClosedSection({ open }: { readonly open: ReleaseCase }) {
  const t = useTexts('release');
  const may = useMay();
  const [note, setNote] = useState('');
  const close = useCaseAct(contract.close, { onDone: () => showDone(t('close.done')) });
  if (open.closure !== null) return <Text size="sm">{open.closure.note ?? t('close.noNote')}</Text>;
  if (open.next !== 'close' || !may('release/work'))
    return <Text size="sm">{t(`close.before.${open.next}`, { defaultValue: t('close.notYet') })}</Text>;
  return (
    <Stack gap="sm" maw={640}>
      {close.error !== null && <ProblemNotice error={close.error} takeFocus />}
      <TextInput
        label={t('close.note')}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Group>
        <Button
          loading={close.isPending}
          onClick={() => close.run({ params: { id: open.id }, body: note.trim() === '' ? {} : { note: note.trim() } })}
        >
          {t('close.close')}
        </Button>
      </Group>
    </Stack>
  );
}
