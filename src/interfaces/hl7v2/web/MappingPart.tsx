import { Button, Checkbox, Code, Group, NativeSelect, Stack, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type Column, RecordsTable } from '../../../ui/table/RecordsTable.tsx';
import { useActorWord } from '../../../ui/use-actor-word.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { useDocumentTypes } from '../../../modules/documents/web/index.tsx';
import { contract } from '../contract.ts';

type Row = ResponseOf<typeof contract.mapping>['rows'][number];
type Kind = 'document-type' | 'authority' | 'class';
const KINDS: readonly Kind[] = ['document-type', 'authority', 'class'];
const keyOf = (row: Row) => row.id;

/** What the codes of a sender mean here. Nothing is overwritten: a row that no longer counts stays as its history. */
export function MappingPart({ senderId, readOnly }: { readonly senderId: string; readonly readOnly: boolean }) {
  const t = useTexts('hl7v2');
  const dates = useDates();
  const actorWord = useActorWord();
  const { typeOf } = useDocumentTypes();
  const [former, setFormer] = useState(false);
  const read = useRead(contract.mapping, { params: { id: senderId } });
  const rows = read.data?.rows.filter(({ inForce }) => former || inForce);
  const columns: Column<Row>[] = [
    { ...{ key: 'kind', header: t('mapping.kind') }, cell: ({ kind }) => t(`mapping.kinds.${kind}`) },
    { ...{ key: 'said', header: t('mapping.said'), names: true }, cell: ({ said }) => <Code>{said}</Code> },
    {
      ...{ key: 'meant', header: t('mapping.meant') },
      cell: ({ kind, meant }) =>
        meant === '' ? t('mapping.takenBack') : kind === 'document-type' ? (typeOf(meant)?.name ?? meant) : meant,
    },
    {
      ...{ key: 'of', header: t('mapping.of') },
      cell: ({ ofAll, inForce }) => (
        <Group gap="xs">
          {t(ofAll ? 'mapping.ofAll' : 'mapping.own')}
          {!inForce && <Mark>{t('mapping.former')}</Mark>}
        </Group>
      ),
    },
    {
      ...{ key: 'set', header: t('mapping.set') },
      cell: ({ setAt, setBy, setByName }) =>
        setBy === 'seed' ? t('mapping.seed') : `${dates.instant(setAt)} · ${actorWord(setBy, setByName ?? undefined)}`,
    },
  ];
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        {t('mapping.title')}
      </Title>
      {!readOnly && <MappingForm senderId={senderId} />}
      <Checkbox
        label={t('mapping.showFormer')}
        checked={former}
        onChange={(event) => setFormer(event.currentTarget.checked)}
      />
      <RecordsTable
        aside
        label={t('mapping.title')}
        columns={columns}
        rows={rows}
        rowKey={keyOf}
        error={read.error ?? undefined}
        onRetry={() => void read.refetch()}
        empty={<Empty icon="tag" title={t('mapping.empty')} />}
      />
    </Stack>
  );
}

function MappingForm({ senderId }: { readonly senderId: string }) {
  const t = useTexts('hl7v2');
  const { choices } = useDocumentTypes();
  const [kind, setKind] = useState<Kind>('document-type');
  const [said, setSaid] = useState('');
  const [meant, setMeant] = useState('');
  const set = useAct(contract.setMapping, {
    changes: [contract.mapping],
    onDone: () => {
      setSaid('');
      setMeant('');
      showDone(t('mapping.saved'));
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (said.trim() !== '')
          set.run({ params: { id: senderId }, body: { kind, said: said.trim(), meant: meant.trim() } });
      }}
    >
      {set.error !== null && <ProblemNotice key={set.submittedAt} error={set.error} takeFocus />}
      <Group align="flex-end" gap="sm">
        <NativeSelect
          label={t('mapping.kind')}
          value={kind}
          data={KINDS.map((value) => ({ value, label: t(`mapping.kinds.${value}`) }))}
          onChange={(event) => {
            setKind(KINDS.find((each) => each === event.currentTarget.value) ?? 'document-type');
            setMeant('');
          }}
        />
        <TextInput
          label={t('mapping.said')}
          required
          maxLength={200}
          value={said}
          onChange={(event) => setSaid(event.currentTarget.value)}
        />
        {kind === 'document-type' ? (
          <ChoiceField
            id="mapping-meant"
            label={t('mapping.meant')}
            choices={choices}
            value={meant === '' ? undefined : meant}
            onChange={(value) => setMeant(value ?? '')}
          />
        ) : (
          <TextInput
            label={t('mapping.meant')}
            maxLength={500}
            value={meant}
            onChange={(event) => setMeant(event.currentTarget.value)}
          />
        )}
        <Button type="submit" variant="default" loading={set.isPending} disabled={said.trim() === ''}>
          {t(meant.trim() === '' ? 'mapping.takeBack' : 'mapping.save')}
        </Button>
      </Group>
    </form>
  );
}
