import { Button, Group, NativeSelect, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type BodyOf, type ResponseOf } from '../../../../platform/http/contract.ts';
import { useAct } from '../../../../ui/api/reads.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { useDocumentTypes } from '../../../documents/web/index.tsx';
import { labelsContract as contract } from '../../codes/contract.ts';
import { CODE_FORMATS, type CodeFormat } from '../../codes/contract.ts';
import { describeCode } from '../describe-code.ts';

type Trial = ResponseOf<typeof contract.try>;
export type Draft = NonNullable<BodyOf<typeof contract.try>['draft']>;

/** Scan or paste a code: what it would mean, by which pattern, and who has that number. */
export function TryLabel({ draft }: { readonly draft?: () => Draft }) {
  const t = useTexts('intake');
  const [text, setText] = useState('');
  const [format, setFormat] = useState<CodeFormat>('Code128');
  const trial = useAct(contract.try);
  const run = () => {
    if (text.trim() === '') return;
    trial.run({ body: { text, format, ...(draft === undefined ? {} : { draft: draft() }) } });
  };
  return (
    <Paper component="section" radius="md" p="md" withBorder aria-label={t('labels.try.title')}>
      <Stack gap="sm">
        <Text fw={600}>{t('labels.try.title')}</Text>
        <Group align="end">
          <TextInput
            id={draft === undefined ? 'try-label' : 'try-label-draft'}
            label={t('labels.try.code')}
            description={t('labels.try.hint')}
            autoComplete="off"
            style={{ flex: '1 1 16rem' }}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              // A wand ends with Enter; inside a form that would save the rule.
              if (event.key !== 'Enter') return;
              event.preventDefault();
              run();
            }}
          />
          <NativeSelect
            label={t('labels.format')}
            value={format}
            data={[...CODE_FORMATS]}
            onChange={(event) =>
              setFormat(CODE_FORMATS.find((each) => each === event.currentTarget.value) ?? 'Code128')
            }
          />
          <Button variant="default" loading={trial.isPending} onClick={run}>
            {t('labels.try.go')}
          </Button>
        </Group>
        {trial.error !== null && <ProblemNotice error={trial.error} />}
        <div role="status">{trial.data !== undefined && <Answer trial={trial.data} />}</div>
      </Stack>
    </Paper>
  );
}

function Answer({ trial }: { readonly trial: Trial }) {
  const t = useTexts('intake');
  const dates = useDates();
  const { typeOf } = useDocumentTypes();
  const { label, tone } = describeCode(trial, t, (code) => typeOf(code)?.name ?? '');
  const numbered = ['patient', 'cover', 'visit', 'account'].includes(trial.meaning.kind);
  return (
    <Notice tone={tone === 'danger' ? 'attention' : 'good'} icon={tone === 'danger' ? 'alert' : 'check'} title={label}>
      {trial.fits.map((fit) => (
        <Text key={fit.id} size="sm">
          {t(fit.holds ? 'labels.try.fits' : 'labels.try.broken', {
            ...{ name: fit.name, number: fit.number, means: t(`labels.meaning.${fit.means}`) },
          })}
        </Text>
      ))}
      {trial.fits.length === 0 && tone === 'danger' && <Text size="sm">{t('labels.try.noPattern')}</Text>}
      {numbered && trial.found.length === 0 && <Text size="sm">{t('labels.try.nobody')}</Text>}
      {trial.found.map((person) => (
        <Text key={person.id} size="sm">
          {t('labels.try.person', {
            name: person.name,
            born: person.birthDate === null ? '' : dates.day(person.birthDate),
            mrn: person.mrn ?? '',
          })}
        </Text>
      ))}
    </Notice>
  );
}
