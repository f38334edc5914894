import { Button, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { careContract } from '../../care/contract.ts';
import { contract } from '../../contract.ts';
import { useCaseAct } from '../case.ts';

const RECALLS = ['asked', 'destroyed', 'returned', 'not-reached'] as const;

/** A hand-over reached somebody else: whoever has it, how it is known, what was reached with them. */
export function Misdirected({ disclosureId }: { readonly disclosureId: string }) {
  const t = useTexts('release');
  const [asking, setAsking] = useState(false);
  const [name, setName] = useState('');
  const [organisation, setOrganisation] = useState('');
  const [howKnown, setHowKnown] = useState('');
  const [recalled, setRecalled] = useState<(typeof RECALLS)[number]>('asked');
  const report = useCaseAct(careContract.misdirected, {
    changes: [contract.open, contract.list, careContract.show],
    onDone: () => {
      setAsking(false);
      showDone(t('astray.done'));
    },
  });
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setAsking(true)}>
        {t('astray.act')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('astray.act')}
        text={t('astray.text')}
        action={t('astray.record')}
        danger
        busy={report.isPending}
        blocked={name.trim() === '' || howKnown.trim() === ''}
        onConfirm={() =>
          report.run({
            params: { disclosureId },
            body: {
              reached: {
                name: name.trim(),
                ...(organisation.trim() === '' ? {} : { organisation: organisation.trim() }),
              },
              howKnown: howKnown.trim(),
              recalled,
            },
          })
        }
        onCancel={() => setAsking(false)}
      >
        <Stack gap="sm">
          {report.error !== null && <ProblemNotice error={report.error} takeFocus />}
          <TextInput
            label={t('astray.reached')}
            description={t('astray.reachedHelp')}
            required
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={t('describe.organisation')}
            maxLength={200}
            value={organisation}
            onChange={(event) => setOrganisation(event.currentTarget.value)}
          />
          <Textarea
            label={t('astray.howKnown')}
            required
            autosize
            maxLength={2_000}
            value={howKnown}
            onChange={(event) => setHowKnown(event.currentTarget.value)}
          />
          <Radio.Group
            label={t('astray.recalled')}
            value={recalled}
            onChange={(value) => setRecalled(RECALLS.find((each) => each === value) ?? 'asked')}
          >
            <Stack gap={6} mt={4}>
              {RECALLS.map((value) => (
                <Radio key={value} value={value} label={t(`astray.recalls.${value}`)} />
              ))}
            </Stack>
          </Radio.Group>
        </Stack>
      </ConfirmDialog>
    </>
  );
}
