import { Button, Group, NativeSelect, NumberInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { useAct } from '../../../../ui/api/reads.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { projects, STEPS } from '../../projects/contract.ts';

const NOTHING = { from: '', to: '', place: '', seal: '', note: '', sheets: undefined as number | undefined };
const WORDS = ['from', 'to', 'place', 'seal', 'note'] as const;

/** Signs a step: name and time go with it and the row cannot be changed afterwards. */
export function SignStep({ view }: { readonly view: ResponseOf<typeof projects.openBox> }) {
  const t = useTexts('intake');
  const [step, setStep] = useState<(typeof STEPS)[number]>('received');
  const [about, setAbout] = useState('');
  const [words, setWords] = useState(NOTHING);
  const sign = useAct(projects.signCustody, {
    changes: [projects.openBox],
    onDone: () => {
      setWords(NOTHING);
      showDone(t('projects.signed'));
    },
  });
  const [kind, id] = about.split(':');
  return (
    <section aria-label={t('projects.sign')}>
      <Title order={2}>{t('projects.sign')}</Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('projects.signHelp')}
      </Text>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const { sheets, ...texts } = words;
          sign.run({
            params: { id: view.box.id },
            body: {
              ...{ step, ...texts },
              ...(sheets === undefined ? {} : { sheets }),
              ...(kind === 'volume' && id !== undefined ? { volumeId: id } : {}),
              ...(kind === 'batch' && id !== undefined ? { batchId: id } : {}),
            },
          });
        }}
      >
        <Stack>
          <Group align="flex-end">
            <NativeSelect
              label={t('projects.step')}
              value={step}
              data={STEPS.map((each) => ({ value: each, label: t(`projects.steps.${each}`) }))}
              onChange={(event) => setStep(event.currentTarget.value as (typeof STEPS)[number])}
            />
            <NativeSelect
              label={t('projects.about')}
              value={about}
              data={[
                { value: '', label: t('projects.wholeBox') },
                ...view.volumes.map((volume) => ({
                  value: `volume:${volume.id}`,
                  label: `${t('projects.volume')} ${volume.label}`,
                })),
                ...view.batches.map((batch) => ({
                  value: `batch:${batch.id}`,
                  label: `${t('projects.batch')} ${batch.number} ${batch.name}`,
                })),
              ]}
              onChange={(event) => setAbout(event.currentTarget.value)}
            />
            {WORDS.map((field) => (
              <TextInput
                key={field}
                label={t(`projects.${field}`)}
                maxLength={field === 'seal' ? 60 : 200}
                value={words[field]}
                onChange={(event) => setWords({ ...words, [field]: event.currentTarget.value })}
              />
            ))}
            <NumberInput
              label={t('projects.sheets')}
              min={0}
              allowDecimal={false}
              w="7rem"
              value={words.sheets ?? ''}
              onChange={(value) => setWords({ ...words, sheets: typeof value === 'number' ? value : undefined })}
            />
          </Group>
          {sign.error !== null && <ProblemNotice error={sign.error} takeFocus />}
          <Group>
            <Button type="submit" loading={sign.isPending}>
              {t('projects.signIt')}
            </Button>
          </Group>
        </Stack>
      </form>
    </section>
  );
}
