import { NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { componentContract } from '../../components/contract.ts';
import { type ReleaseCase } from '../case.ts';
import { type Component, COMPONENT_KINDS, CUSTODIANS, HOLDERS, useAnswerAct } from './answers.ts';

const STATES = ['asked', 'waiting', 'received'] as const;
type ComponentKind = Component['kind'];
type Holder = Component['heldBy'];

/** Where the usual parts are kept, until somebody says otherwise. */
const USUALLY: Readonly<Record<ComponentKind, Holder>> = {
  abstract: 'desk',
  'full-chart': 'desk',
  'itemised-bill': 'department',
  images: 'department',
  slides: 'department',
  'outside-records': 'organisation',
  'other-facility': 'organisation',
  other: 'department',
};

/** A part of what was asked for, from the list of usual ones, with who keeps it. */
export function AddComponentDialog(props: { readonly open: ReleaseCase; readonly onClose: () => void }) {
  const t = useTexts('release');
  const { open, onClose } = props;
  const usual = (kind: ComponentKind) => t(`answers.custodians.${kind}`, { defaultValue: '' });
  const [kind, setKind] = useState<ComponentKind>('images');
  const [what, setWhat] = useState('');
  const [custodian, setCustodian] = useState(() => usual('images'));
  const [heldBy, setHeldBy] = useState<Holder>('department');
  const [state, setState] = useState<(typeof STATES)[number]>('asked');
  const [custodianKind, setCustodianKind] = useState<(typeof CUSTODIANS)[number]>();
  const [wantedOn, setWantedOn] = useState('');
  const [now] = useState(() => new Date());
  const add = useAnswerAct(componentContract.addComponent, {
    onDone: () => {
      onClose();
      showDone(t('answers.add.done', { name: t(`answers.kinds.${kind}`) }));
    },
  });
  const choose = (value: string) => {
    const next = COMPONENT_KINDS.find((each) => each === value) ?? 'other';
    if (custodian === usual(kind)) setCustodian(usual(next));
    setKind(next);
    setHeldBy(USUALLY[next]);
  };
  return (
    <ConfirmDialog
      opened
      title={t('answers.add.title')}
      text={t('answers.add.text')}
      action={t('answers.add.title')}
      busy={add.isPending}
      blocked={custodian.trim() === '' || (kind === 'other' && what.trim() === '')}
      onConfirm={() =>
        add.run({
          params: { id: open.id },
          body: {
            ...{ kind, custodian: custodian.trim(), heldBy, state },
            ...(what.trim() === '' ? {} : { what: what.trim() }),
            ...(custodianKind === undefined ? {} : { custodianKind }),
            ...(wantedOn === '' ? {} : { wantedOn }),
          },
        })
      }
      onCancel={onClose}
    >
      <Stack gap="sm">
        {add.error !== null && <ProblemNotice error={add.error} takeFocus />}
        <NativeSelect
          label={t('answers.add.kind')}
          data-autofocus
          value={kind}
          onChange={(event) => choose(event.currentTarget.value)}
          data={COMPONENT_KINDS.map((value) => ({ value, label: t(`answers.kinds.${value}`) }))}
        />
        <TextInput
          label={t('answers.add.what')}
          required={kind === 'other'}
          maxLength={200}
          value={what}
          onChange={(event) => setWhat(event.currentTarget.value)}
        />
        <TextInput
          label={t('answers.add.custodian')}
          required
          maxLength={200}
          value={custodian}
          onChange={(event) => setCustodian(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('answers.add.heldBy')}
          value={heldBy}
          onChange={(event) => setHeldBy(HOLDERS.find((each) => each === event.currentTarget.value) ?? 'desk')}
          data={HOLDERS.map((value) => ({ value, label: t(`answers.holders.${value}`) }))}
        />
        <NativeSelect
          label={t('answers.add.state')}
          value={state}
          onChange={(event) => setState(STATES.find((each) => each === event.currentTarget.value) ?? 'asked')}
          data={STATES.map((value) => ({ value, label: t(`answers.states.${value}`) }))}
        />
        <DateField
          id="component-day"
          label={t('answers.add.wantedOn')}
          value={wantedOn}
          onChange={setWantedOn}
          now={now}
        />
        <NativeSelect
          label={t('answers.add.custodianKind')}
          description={t('answers.add.custodianKindHint')}
          value={custodianKind ?? ''}
          onChange={(event) => setCustodianKind(CUSTODIANS.find((each) => each === event.currentTarget.value))}
          data={[
            { value: '', label: t('answers.add.noOwnClock') },
            ...CUSTODIANS.map((value) => ({ value, label: sentence(value) })),
          ]}
        />
      </Stack>
    </ConfirmDialog>
  );
}

/** A word of the rules as a person writes it. */
function sentence(word: string): string {
  const words = word.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
