import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { readerContract } from '../../reader/contract.ts';
import { type ReleaseCase, useCaseAct } from '../case.ts';

const LANGUAGES = ['en', 'es'] as const;
type Language = (typeof LANGUAGES)[number];

/** The letter that names what the form lacks; it is drafted here and sent under Letters. */
export function CorrectionCard({ open, language }: { readonly open: ReleaseCase; readonly language: Language }) {
  const t = useTexts('release');
  const [chosen, setChosen] = useState<Language>(language);
  const [drafted, setDrafted] = useState<string>();
  const draft = useCaseAct(readerContract.draftCorrection, { onDone: ({ number }) => setDrafted(number) });
  if (drafted !== undefined) return <Notice tone="good" title={t('reading.drafted', { number: drafted })} />;
  return (
    <Notice tone="attention" title={t('reading.correction')}>
      <Stack gap="xs">
        {draft.error !== null && <ProblemNotice error={draft.error} takeFocus />}
        <Text size="sm">{t('reading.correctionText')}</Text>
        <Group align="flex-end" gap="sm">
          <Select
            label={t('reading.language')}
            allowDeselect={false}
            value={chosen}
            onChange={(value) => setChosen(LANGUAGES.find((each) => each === value) ?? 'en')}
            data={LANGUAGES.map((value) => ({ value, label: t(`reading.languages.${value}`) }))}
          />
          <Button
            loading={draft.isPending}
            onClick={() => draft.run({ params: { id: open.id }, body: { language: chosen } })}
          >
            {t('reading.draft')}
          </Button>
        </Group>
      </Stack>
    </Notice>
  );
}
