import { Button, Fieldset, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { useDocumentTypes } from '../../../documents/web/index.tsx';
import { reconciliationContract as contract } from '../../reconciliation/contract.ts';
import { type PaperRow } from './PaperPart.tsx';
import { RuleFormFrame } from './RuleFormFrame.tsx';
import { useRuleForm } from './use-rule-form.ts';

/** HL7 ActCode, as encounters carry it. */
const CLASSES = ['IMP', 'ACUTE', 'NONAC', 'OBSENC', 'SS', 'EMER', 'AMB', 'HH', 'VR', 'FLD'] as const;
const MOST_PAPERS = 20;

interface PaperWords {
  readonly key: number;
  readonly name: string;
  readonly types: readonly string[];
}

/** The papers that one class of encounters is expected to leave; none: no paper is expected. */
export function PaperForm({ row, onDone }: { readonly row: PaperRow | undefined; readonly onDone: () => void }) {
  const t = useTexts('intake');
  const form = useRuleForm('paper', onDone);
  const ofVisits = useTexts('encounters');
  const [encounterClass, setClass] = useState(row?.encounterClass ?? 'AMB');
  const [papers, setPapers] = useState<readonly PaperWords[]>(
    (row?.expected ?? []).map((each, key) => ({ key, name: each.name, types: each.types })),
  );
  const set = useAct(contract.setRule, {
    changes: [contract.rules],
    onDone: form.close(t('paper.saved')),
  });
  const put = (key: number, more: Partial<PaperWords>) =>
    setPapers(papers.map((each) => (each.key === key ? { ...each, ...more } : each)));
  const save = () => {
    const missing = papers.flatMap(({ key, name, types }) => [
      ...(name.trim() === '' ? [{ field: `paper-name-${key}`, text: t('paper.nameMissing') }] : []),
      ...(types.length === 0 ? [{ field: `paper-type-${key}`, text: t('paper.typeMissing') }] : []),
    ]);
    if (!form.isComplete(missing)) return;
    const expected = papers.map(({ name, types }) => ({ name: name.trim(), types: [...types] }));
    set.run({ body: { encounterClass, expected, reason: form.reason.trim() } });
  };
  const add = () =>
    setPapers([...papers, { key: Math.max(-1, ...papers.map(({ key }) => key)) + 1, name: '', types: [] }]);
  return (
    <RuleFormFrame form={form} error={set.error} busy={set.isPending} onSave={save}>
      <NativeSelect
        label={t('paper.class')}
        disabled={row !== undefined}
        value={encounterClass}
        data={CLASSES.map((value) => ({
          value,
          label: t('paper.classOf', { name: ofVisits(`classes.${value}`), code: value }),
        }))}
        onChange={(event) => setClass(event.currentTarget.value)}
      />
      {papers.length === 0 && <Text size="sm">{t('paper.nothing')}</Text>}
      {papers.map((paper, at) => (
        <Paper
          key={paper.key}
          paper={paper}
          title={t('paper.number', { number: at + 1 })}
          errorOf={form.errorOf}
          onChange={(more) => put(paper.key, more)}
          onRemove={() => setPapers(papers.filter(({ key }) => key !== paper.key))}
        />
      ))}
      <Group>
        <Button
          variant="default"
          disabled={papers.length >= MOST_PAPERS}
          leftSection={<Icon name="plus" size={16} />}
          onClick={add}
        >
          {t('paper.addPaper')}
        </Button>
      </Group>
    </RuleFormFrame>
  );
}

function Paper(props: {
  readonly paper: PaperWords;
  readonly title: string;
  readonly errorOf: (field: string) => string | undefined;
  readonly onChange: (more: Partial<PaperWords>) => void;
  readonly onRemove: () => void;
}) {
  const t = useTexts('intake');
  const { choices, typeOf } = useDocumentTypes();
  const { key, name, types } = props.paper;
  return (
    <Fieldset legend={props.title}>
      <Stack gap="sm">
        <TextInput
          id={`paper-name-${key}`}
          label={t('paper.name')}
          description={t('paper.nameHint')}
          required
          maxLength={100}
          value={name}
          error={props.errorOf(`paper-name-${key}`)}
          onChange={(event) => props.onChange({ name: event.currentTarget.value })}
        />
        {types.map((code) => (
          <Group key={code} gap="xs" justify="space-between">
            <Text size="sm">{typeOf(code)?.name ?? ''}</Text>
            <Button
              variant="subtle"
              size="compact-xs"
              aria-label={t('paper.dropType', { type: typeOf(code)?.name ?? '' })}
              onClick={() => props.onChange({ types: types.filter((each) => each !== code) })}
            >
              {t('paper.drop')}
            </Button>
          </Group>
        ))}
        <ChoiceField
          id={`paper-type-${key}`}
          label={t('paper.addType')}
          description={t('paper.addTypeHint')}
          choices={choices.filter(({ value }) => !types.includes(value))}
          value={undefined}
          error={props.errorOf(`paper-type-${key}`)}
          onChange={(code) => code !== undefined && props.onChange({ types: [...types, code] })}
        />
        <Group justify="flex-end">
          <Button variant="default" size="xs" onClick={props.onRemove}>
            {t('paper.remove')}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
