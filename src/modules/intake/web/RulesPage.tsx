import { Button, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { type ResponseOf } from '../../../platform/http/contract.ts';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { Dialog } from '../../../ui/feedback/Dialog.tsx';
import { Empty } from '../../../ui/feedback/Empty.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useMay } from '../../../ui/session.ts';
import { Page } from '../../../ui/shell/Page.tsx';
import { RecordsTable, type Column } from '../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../ui/use-dates.ts';
import { useDocumentTypes } from '../../documents/web/index.tsx';
import { contract } from '../understanding/contract.ts';
import { FormDialog, type KnownForm } from './FormDialog.tsx';
import { RuleForm } from './RuleForm.tsx';

export type Rule = ResponseOf<typeof contract.policies>['policies'][number];

const ruleKey = (rule: Rule) => rule.id;
const formKey = (form: KnownForm) => form.number;
const percent = (share: number) => `${Number((share * 100).toFixed(2))} %`;

/** Which documents may file themselves, and what the numbers on forms mean. */
export default function RulesPage() {
  const t = useTexts('intake');
  const dates = useDates();
  const may = useMay()('intake/set-rules');
  const { typeOf } = useDocumentTypes();
  const read = useRead(contract.policies, { query: {} });
  const [editing, setEditing] = useState<Rule | 'new'>();
  const columns: Column<Rule>[] = [
    {
      ...{ key: 'type', header: t('rules.type'), names: true },
      cell: ({ typeCode }) => (typeCode === null ? t('rules.allTypes') : (typeOf(typeCode)?.name ?? '')),
    },
    {
      ...{ key: 'source', header: t('rules.source') },
      cell: ({ source }) => (source === null ? t('rules.allSources') : t(`source.${source}`)),
    },
    {
      ...{ key: 'enabled', header: t('rules.state') },
      cell: ({ enabled }) => (
        <Mark tone={enabled ? 'attention' : 'neutral'}>{enabled ? t('rules.on') : t('rules.off')}</Mark>
      ),
    },
    {
      ...{ key: 'threshold', header: t('rules.threshold'), align: 'end', solid: true },
      cell: ({ threshold }) => percent(threshold),
    },
    {
      ...{ key: 'target', header: t('rules.target'), align: 'end', solid: true },
      cell: ({ target }) => percent(target),
    },
    { key: 'reason', header: t('rules.reason'), cell: ({ reason }) => reason },
    { ...{ key: 'set', header: t('rules.set'), solid: true }, cell: ({ setAt }) => dates.dayOf(setAt) },
  ];
  return (
    <Page
      title={t('rules.title')}
      actions={
        may && (
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setEditing('new')}>
            {t('rules.add')}
          </Button>
        )
      }
    >
      <Stack gap="xl">
        <section>
          <Text size="sm" mb="md" maw="60rem">
            {t('rules.intro')}
          </Text>
          <RecordsTable
            label={t('rules.title')}
            columns={columns}
            rows={read.data?.policies}
            rowKey={ruleKey}
            error={read.error ?? undefined}
            onRetry={() => void read.refetch()}
            empty={<Empty icon="lock" title={t('rules.none')} text={t('rules.noneText')} />}
            {...(may ? { onOpen: setEditing } : {})}
          />
        </section>
        {!read.isPending && <FormsPart may={may} />}
      </Stack>
      <Dialog opened={editing !== undefined} onClose={() => setEditing(undefined)} title={t('rules.dialog')}>
        {editing !== undefined && (
          <RuleForm
            rule={editing === 'new' ? undefined : editing}
            sources={read.data?.sources ?? []}
            onDone={() => setEditing(undefined)}
          />
        )}
      </Dialog>
    </Page>
  );
}

function FormsPart({ may }: { readonly may: boolean }) {
  const t = useTexts('intake');
  const { typeOf } = useDocumentTypes();
  const read = useRead(contract.forms, {});
  const [editing, setEditing] = useState<KnownForm | 'new'>();
  const remove = useAct(contract.removeForm, {
    changes: [contract.forms],
    onDone: () => {
      showDone(t('forms.removed'));
      setEditing(undefined);
    },
  });
  const columns: Column<KnownForm>[] = [
    { ...{ key: 'number', header: t('forms.number'), names: true, solid: true }, cell: ({ number }) => number },
    { key: 'title', header: t('forms.titleOf'), cell: ({ title }) => title },
    { key: 'type', header: t('forms.type'), cell: ({ typeCode }) => typeOf(typeCode)?.name ?? '' },
    { key: 'citation', header: t('forms.citation'), cell: ({ citation }) => citation ?? t('forms.own') },
  ];
  return (
    <section>
      <Title order={2}>{t('forms.title')}</Title>
      <Text size="sm" my="xs" maw="52rem">
        {t('forms.intro')}
      </Text>
      {may && (
        <Button
          variant="default"
          mb="sm"
          leftSection={<Icon name="plus" size={16} />}
          onClick={() => setEditing('new')}
        >
          {t('forms.add')}
        </Button>
      )}
      {remove.error !== null && <ProblemNotice error={remove.error} />}
      <RecordsTable
        aside
        label={t('forms.title')}
        columns={columns}
        rows={read.data?.forms}
        rowKey={formKey}
        error={read.error ?? undefined}
        onRetry={() => void read.refetch()}
        empty={<Empty icon="tag" title={t('forms.none')} />}
        {...(may ? { onOpen: setEditing } : {})}
      />
      <Dialog opened={editing !== undefined} onClose={() => setEditing(undefined)} title={t('forms.dialog')}>
        {editing !== undefined && (
          <FormDialog
            form={editing === 'new' ? undefined : editing}
            onDone={() => setEditing(undefined)}
            onRemove={(number) => remove.run({ params: { number } })}
          />
        )}
      </Dialog>
    </section>
  );
}
