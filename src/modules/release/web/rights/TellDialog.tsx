import { Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { rightsContract } from '../../rights/contract.ts';
import { type RightsDialogProps } from './RightsDialog.tsx';
import { CHANGED } from './rights.ts';

interface Choice {
  readonly way: 'print' | 'out' | 'later';
  readonly reason: string;
}

const CHOICES = ['print', 'out', 'later'] as const;
const FIRST: Choice = { way: 'print', reason: '' };

/** Who is told of the amendment, and who is not and why: all in one act, each with its letter and its row of the log. */
export function TellDialog({ open, onClose }: RightsDialogProps) {
  const t = useTexts('release');
  const dates = useDates();
  const people = open.toTell.filter(({ done }) => !done);
  const [chosen, setChosen] = useState<Readonly<Record<string, Choice>>>({});
  const of = (key: string) => chosen[key] ?? FIRST;
  const change = (key: string, part: Partial<Choice>) => setChosen({ ...chosen, [key]: { ...of(key), ...part } });
  const act = useAct(rightsContract.tellOthers, {
    changes: CHANGED,
    onDone: ({ told }) => {
      onClose();
      showDone(t('patientRights.toldDone', { count: told }));
    },
  });
  const tell = people.filter(({ key }) => of(key).way === 'print');
  const out = people.filter(({ key }) => of(key).way === 'out');
  return (
    <ConfirmDialog
      opened
      title={t('patientRights.acts.tell-others')}
      text={t('patientRights.actTexts.tell-others')}
      action={t('patientRights.tellAction')}
      busy={act.isPending}
      blocked={tell.length + out.length === 0 || out.some(({ key }) => of(key).reason.trim() === '')}
      onConfirm={() =>
        act.run({
          params: { id: open.id },
          body: {
            tell: tell.map(({ key }) => ({ key, way: { channel: 'print' } })),
            leaveOut: out.map(({ key }) => ({ key, reason: of(key).reason.trim() })),
          },
        })
      }
      onCancel={onClose}
    >
      {act.error !== null && <ProblemNotice error={act.error} takeFocus />}
      {people.map(({ key, name, organisation, address, source, disclosedOn }) => (
        <Stack key={key} gap={4}>
          <Radio.Group
            label={[name, organisation].filter(Boolean).join(', ')}
            description={
              source === 'named' || disclosedOn === null
                ? t('patientRights.wasNamed')
                : t('patientRights.gotIt', { day: dates.day(disclosedOn) })
            }
            value={of(key).way}
            onChange={(value) => change(key, { way: CHOICES.find((each) => each === value) ?? 'later' })}
          >
            <Stack gap={4} mt={4}>
              {CHOICES.map((way) => (
                <Radio key={way} value={way} label={t(`patientRights.ways.${way}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <Text size="xs" c="dimmed">
            {address.length === 0 ? t('patientRights.noAddress') : address.join(', ')}
          </Text>
          {of(key).way === 'out' && (
            <TextInput
              label={t('patientRights.whyNot')}
              required
              maxLength={1000}
              value={of(key).reason}
              onChange={(event) => change(key, { reason: event.currentTarget.value })}
            />
          )}
        </Stack>
      ))}
    </ConfirmDialog>
  );
}
