import { Button, Group, Paper, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { type BodyOf, type ResponseOf } from '../../../../platform/http/contract.ts';
import { useAct } from '../../../../ui/api/reads.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { HEADER_FIELDS, headersContract as contract } from '../../transcription/contract.ts';

export type HeaderTrial = Pick<BodyOf<typeof contract.try>, 'draft' | 'without'>;
type Header = NonNullable<ResponseOf<typeof contract.try>['header']>;

/** Paste a report: what would be read in its heading. */
export function TryHeader({ draft }: { readonly draft?: () => HeaderTrial }) {
  const t = useTexts('intake');
  const [text, setText] = useState('');
  const trial = useAct(contract.try);
  return (
    <Paper component="section" radius="md" p="md" withBorder aria-label={t('headers.try.title')}>
      <Stack gap="sm">
        <Text fw={600}>{t('headers.try.title')}</Text>
        <Textarea
          label={t('headers.try.report')}
          description={t('headers.try.hint')}
          autosize
          minRows={4}
          maxRows={12}
          maxLength={50_000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group>
          <Button
            variant="default"
            loading={trial.isPending}
            onClick={() => {
              if (text.trim() !== '') trial.run({ body: { text, ...draft?.() } });
            }}
          >
            {t('headers.try.go')}
          </Button>
        </Group>
        {trial.error !== null && <ProblemNotice error={trial.error} />}
        <div role="status">{trial.data !== undefined && <Answer header={trial.data.header} />}</div>
      </Stack>
    </Paper>
  );
}

function Answer({ header }: { readonly header: Header | null }) {
  const t = useTexts('intake');
  const dates = useDates();
  if (header === null)
    return (
      <Notice tone="attention" icon="alert" title={t('headers.try.noReport')}>
        {t('headers.try.noReportText')}
      </Notice>
    );
  return (
    <Notice tone="good" icon="check" title={t('headers.try.isReport')}>
      {HEADER_FIELDS.map((field) => {
        const value = header[field];
        const day = field === 'dictated' || field === 'transcribed';
        return (
          <Text key={field} size="sm" {...(value === undefined ? { c: 'dimmed' } : {})}>
            {t('headers.try.line', {
              field: t(`headers.fields.${field}`),
              value: value === undefined ? t('headers.try.nothing') : day ? dates.day(value) : value,
            })}
          </Text>
        );
      })}
    </Notice>
  );
}
