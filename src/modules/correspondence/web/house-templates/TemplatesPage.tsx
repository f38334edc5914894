import { Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Dialog } from '../../../../ui/feedback/Dialog.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { Page } from '../../../../ui/shell/Page.tsx';
import { type Column, RecordsTable } from '../../../../ui/table/RecordsTable.tsx';
import { houseContract } from '../../house-templates/contract.ts';
import { templatePath } from '../paths.ts';
import { LANGUAGES, type Language } from '../letter.ts';
import { Findings } from './Findings.tsx';
import { STATE_TONE } from './state-tone.ts';
import { UploadButton } from './UploadButton.tsx';

type Answer = ResponseOf<typeof houseContract.houseTemplates>;
type LetterRow = Answer['letters'][number];
type Uploaded = ResponseOf<typeof houseContract.uploadHouseTemplate>;

const keyOf = ({ id }: LetterRow) => id;

/** Every letter that can be in the words of the house, and whether it is. */
export default function TemplatesPage() {
  const t = useTexts('correspondence');
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const read = useRead(houseContract.houseTemplates, {}, { live: ['correspondence.templates-'] });
  useCommands([
    {
      ...{
        id: 'correspondence.own-letter',
        label: t('houseTemplates.newOwn'),
        keys: ['u'],
        reversal: 'reading' as const,
      },
      run: () => setAdding(true),
    },
  ]);
  const standing = (letter: LetterRow, language: Language) => {
    const all = (read.data?.versions ?? []).filter((each) => each.template === letter.id && each.language === language);
    const shown =
      all.find(({ state }) => state === 'in-force') ??
      all.find(({ state }) => state !== 'retired' && state !== 'replaced');
    if (shown === undefined)
      return <Text size="sm">{t(letter.own ? 'houseTemplates.none' : 'houseTemplates.builtIn')}</Text>;
    return <Mark tone={STATE_TONE[shown.state]}>{t(`houseTemplates.states.${shown.state}`)}</Mark>;
  };
  const columns: Column<LetterRow>[] = [
    {
      ...{ key: 'title', header: t('list.letter'), names: true },
      cell: ({ title, own }) => (
        <Group gap="xs">
          {title}
          {own && <Mark tone="info">{t('houseTemplates.own')}</Mark>}
        </Group>
      ),
      compare: (a, b) => a.title.localeCompare(b.title),
    },
    ...LANGUAGES.map((language): Column<LetterRow> => ({
      ...{ key: language, header: t(`write.languages.${language}`) },
      cell: (letter) => standing(letter, language),
    })),
    {
      key: 'must',
      header: t('houseTemplates.law'),
      cell: ({ must }) => [...new Set(must.map(({ cite }) => cite.replace(/\([^ ]*$/, '')))].join(', '),
    },
  ];
  return (
    <Page
      title={t('houseTemplates.title')}
      actions={
        <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setAdding(true)}>
          {t('houseTemplates.newOwn')}
        </Button>
      }
    >
      <Text size="sm" maw="48rem">
        {t('houseTemplates.intro')}
      </Text>
      <RecordsTable
        label={t('houseTemplates.title')}
        columns={columns}
        rows={read.data?.letters}
        rowKey={keyOf}
        error={read.error ?? undefined}
        onRetry={() => void read.refetch()}
        onOpen={({ id }) => void navigate({ to: templatePath(id) })}
        empty={<Empty icon="document" title={t('houseTemplates.none')} />}
      />
      <Dialog opened={adding} onClose={() => setAdding(false)} title={t('houseTemplates.newOwn')}>
        {adding && <NewOwn facts={read.data?.ownFacts ?? []} given={read.data?.given ?? []} />}
      </Dialog>
    </Page>
  );
}

/** A letter that only the house has: its name, its language, its Word document. */
function NewOwn({ facts, given }: { readonly facts: Answer['ownFacts']; readonly given: readonly string[] }) {
  const t = useTexts('correspondence');
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [language, setLanguage] = useState<Language>('en');
  const [result, setResult] = useState<Uploaded>();
  return (
    <Stack gap="sm">
      <Text size="sm">{t('houseTemplates.ownText')}</Text>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {[...given, ...facts.map((fact) => (fact.kind === 'rows' ? `#${fact.name}` : fact.name))]
          .map((each) => `{{${each}}}`)
          .join(' ')}
      </Text>
      <TextInput
        label={t('houseTemplates.ownName')}
        required
        data-autofocus
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <SegmentedControl
        aria-label={t('write.language')}
        value={language}
        onChange={(value) => setLanguage(value === 'es' ? 'es' : 'en')}
        data={LANGUAGES.map((value) => ({ value, label: t(`write.languages.${value}`) }))}
      />
      <UploadButton
        query={{ template: 'own', name: name.trim(), language }}
        label={t('houseTemplates.upload')}
        disabled={name.trim() === ''}
        onUploaded={(uploaded) => {
          if (uploaded.id === null) setResult(uploaded);
          else void navigate({ to: templatePath(uploaded.template) });
        }}
      />
      {result !== undefined && <Findings findings={result.findings} taken={false} />}
    </Stack>
  );
}
