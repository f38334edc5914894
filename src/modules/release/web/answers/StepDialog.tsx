import { Checkbox, NativeSelect, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { componentContract } from '../../components/contract.ts';
import { type ReleaseCase } from '../case.ts';
import { type Component, COMPONENT_STATES, type Components, isOwed, useAnswerAct } from './answers.ts';
import { nameOf } from './ComponentsSection.tsx';

const LEAST = 3;
type ComponentState = Component['state'];
const EXPLAINED: readonly ComponentState[] = ['not-held', 'declined', 'not-wanted'];

export interface StepDialogProps {
  readonly open: ReleaseCase;
  readonly shown: Components;
  readonly component: Component;
  readonly onClose: () => void;
}

/** What became of a part, and of others at the same time: it came, it went out with a hand-over, or why it does not. */
export function StepDialog({ open, shown, component, onClose }: StepDialogProps) {
  const t = useTexts('release');
  const dates = useDates();
  const [state, setState] = useState<ComponentState>(component.state === 'received' ? 'sent' : 'received');
  const [reason, setReason] = useState('');
  const [wantedOn, setWantedOn] = useState('');
  const [also, setAlso] = useState<readonly string[]>([]);
  const [disclosureId, setDisclosureId] = useState(shown.handOvers[0]?.id ?? '');
  const [now] = useState(() => new Date());
  const step = useAnswerAct(componentContract.stepComponents, {
    onDone: ({ owed }) => {
      onClose();
      showDone(owed === 0 ? t('answers.step.nothingOwed') : t('answers.step.done', { count: owed }));
    },
  });
  const others = shown.components.filter(({ id, owed }) => owed && id !== component.id);
  const wantsReason = EXPLAINED.includes(state);
  return (
    <ConfirmDialog
      opened
      title={t('answers.step.title', { name: nameOf(component, t) })}
      text={t('answers.step.text')}
      action={t('answers.step.save')}
      busy={step.isPending}
      blocked={(wantsReason && reason.trim().length < LEAST) || (state === 'sent' && disclosureId === '')}
      onConfirm={() =>
        step.run({
          params: { id: open.id },
          body: {
            componentIds: [component.id, ...also],
            state,
            ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
            ...(isOwed(state) && wantedOn !== '' ? { wantedOn } : {}),
            ...(state === 'sent' ? { disclosureId } : {}),
          },
        })
      }
      onCancel={onClose}
    >
      <Stack gap="sm">
        {step.error !== null && <ProblemNotice error={step.error} takeFocus />}
        <NativeSelect
          label={t('answers.step.state')}
          data-autofocus
          value={state}
          onChange={(event) =>
            setState(COMPONENT_STATES.find((each) => each === event.currentTarget.value) ?? 'received')
          }
          data={COMPONENT_STATES.map((value) => ({ value, label: t(`answers.states.${value}`) }))}
        />
        {state === 'sent' && shown.handOvers.length > 0 && (
          <NativeSelect
            label={t('answers.step.handOver')}
            value={disclosureId}
            onChange={(event) => setDisclosureId(event.currentTarget.value)}
            data={shown.handOvers.map(({ id, name, on, channel }) => ({
              value: id,
              label: `${dates.day(on)}, ${t(`channels.${channel}`)}: ${name}`,
            }))}
          />
        )}
        {state === 'sent' && shown.handOvers.length === 0 && (
          <Notice tone="attention" title={t('answers.step.noHandOver')}>
            {t('answers.step.noHandOverText')}
          </Notice>
        )}
        {isOwed(state) && (
          <DateField
            id="component-step-day"
            label={t('answers.add.wantedOn')}
            value={wantedOn}
            onChange={setWantedOn}
            now={now}
          />
        )}
        <Textarea
          label={wantsReason ? t('answers.step.why') : t('answers.step.note')}
          required={wantsReason}
          autosize
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {others.length > 0 && (
          <Checkbox.Group label={t('answers.step.also')} value={[...also]} onChange={setAlso}>
            <Stack gap={6} mt={6}>
              {others.map((other) => (
                <Checkbox key={other.id} value={other.id} label={nameOf(other, t)} />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
      </Stack>
    </ConfirmDialog>
  );
}
