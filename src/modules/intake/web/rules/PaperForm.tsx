import { Button, Fieldset, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { ErrorSummary, type FieldError } from '../../../../ui/feedback/ErrorSummary.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { useDocumentTypes } from '../../../documents/web/index.tsx';
import { reconciliationContract as contract } from '../../reconciliation/contract.ts';
import { type PaperRow } from './PaperPart.tsx';
import { isReason, ReasonAndButtons } from './ReasonAndButtons.tsx';

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
  const ofVisits = useTexts('encounters');
  const [encounterClass, setClass] = useState(row?.encounterClass ?? 'AMB');
  const [papers, setPapers] = useState<readonly PaperWords[]>(
    (row?.expected ?? []).map((each, key) => ({ key, name: each.name, types: each.types })),
  );
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const set = useAct(contract.setRule, {
    changes: [contract.rules],
    onDone: () => {
      showDone(t('paper.saved'));
      onDone();
    },
  });
  const errorOf = (field: string) => errors.find((each) => each.field === field)?.text;
  const put = (key: number, more: Partial<PaperWords>) =>
    setPapers(papers.map((each) => (each.key === key ? { ...each, ...more } : each)));
  const save = () => {
    const missing: FieldError[] = [
      ...papers.flatMap(({ key, name, types }) => [
        ...(name.trim() === '' ? [{ field: `paper-name-${key}`, text: t('paper.nameMissing') }] : []),
        ...(types.length === 0 ? [{ field: `paper-type-${key}`, text: t('paper.typeMissing') }] : []),
      ]),
      ...(isReason(reason) ? [] : [{ field: 'paper-reason', text: t('siteRules.reasonMissing') }]),
    ];
    setErrors(missing);
    setAttempt((count) => count + 1);
    if (missing.length > 0) return;
    const expected = papers.map(({ name, types }) => ({ name: name.trim(), types: [...types] }));
    set.run({ body: { encounterClass, expected, reason: reason.trim() } });
  };
  const add = () =>
    setPapers([...papers, { key: Math.max(-1, ...papers.map(({ key }) => key)) + 1, name: '', types: [] }]);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack>
        <ErrorSummary errors={errors} attempt={attempt} />
        {set.error !== null && <ProblemNotice key={attempt} error={set.error} takeFocus />}
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
            errorOf={errorOf}
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
        <ReasonAndButtons
          id="paper-reason"
          reason={reason}
          onReason={setReason}
          error={errorOf('paper-reason')}
          busy={set.isPending}
        />
      </Stack>
    </form>
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
