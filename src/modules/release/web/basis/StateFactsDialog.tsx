import { Checkbox, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { type BodyOf } from '../../../../platform/http/contract.ts';
import { ReasonDialog } from '../../../../ui/feedback/ReasonDialog.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { basisContract } from '../../basis/contract.ts';
import { useCaseAct, type ReleaseCase } from '../case.ts';

type Facts = BodyOf<typeof basisContract.stateFacts>['facts'];

const YES = [
  'redisclosure_received_for_tpo',
  'emergency_needs_restricted',
  'minor_consented_alone',
  'parent_agreed_to_confidentiality',
  'abuse_or_endangerment_believed',
] as const satisfies readonly (keyof Facts)[];
const NOTES = [
  'none',
  'originator-treatment',
  'own-mental-health-training',
  'defence-against-the-individual',
  'oversight-of-originator',
] as const satisfies readonly NonNullable<Facts['notes_exception']>[];
const PARENT = ['silent', 'permits-or-requires', 'prohibits'] as const satisfies readonly NonNullable<
  Facts['state_law_on_parent_access']
>[];

/** Facts that no paper of the record says and the law asks for; the person says how they are known. */
export function StateFactsDialog(props: {
  readonly open: ReleaseCase;
  readonly stated: Facts;
  readonly onClose: () => void;
}) {
  const t = useTexts('release');
  const [facts, setFacts] = useState<Facts>(props.stated);
  const state = useCaseAct(basisContract.stateFacts, {
    changes: [basisContract.basis],
    onDone: props.onClose,
  });
  return (
    <ReasonDialog
      title={t('basis.state')}
      text={t('basis.stateText')}
      action={t('basis.stateThese')}
      label={t('basis.known')}
      busy={state.isPending}
      error={state.error}
      onConfirm={(reason) => state.run({ params: { id: props.open.id }, body: { facts: saidOf(facts), reason } })}
      onCancel={props.onClose}
    >
      <Stack gap="xs">
        {YES.map((fact) => (
          <Checkbox
            key={fact}
            label={t(`basis.facts.${fact}`)}
            checked={facts[fact] === true}
            onChange={(event) => setFacts({ ...facts, [fact]: event.currentTarget.checked })}
          />
        ))}
      </Stack>
      <Select
        label={t('basis.notesException')}
        allowDeselect={false}
        value={facts.notes_exception ?? 'none'}
        onChange={(value) => setFacts({ ...facts, notes_exception: NOTES.find((each) => each === value) ?? 'none' })}
        data={NOTES.map((value) => ({ value, label: t(`basis.facts.notes_exception.${value}`) }))}
      />
      <Select
        label={t('basis.parentAccess')}
        allowDeselect={false}
        value={facts.state_law_on_parent_access ?? 'silent'}
        onChange={(value) =>
          setFacts({ ...facts, state_law_on_parent_access: PARENT.find((each) => each === value) ?? 'silent' })
        }
        data={PARENT.map((value) => ({ value, label: t(`basis.facts.state_law_on_parent_access.${value}`) }))}
      />
    </ReasonDialog>
  );
}

/** Only what is said: a box left empty states nothing. A belief in abuse goes with the judgement that refusing is best. */
function saidOf(facts: Facts): Facts {
  const { notes_exception: exception, state_law_on_parent_access: access } = facts;
  const yes = Object.fromEntries(YES.filter((fact) => facts[fact] === true).map((fact) => [fact, true]));
  return {
    ...yes,
    ...(facts.abuse_or_endangerment_believed === true ? { refusal_in_best_interest: true } : {}),
    ...(exception === undefined || exception === 'none' ? {} : { notes_exception: exception }),
    ...(access === undefined || access === 'silent' ? {} : { state_law_on_parent_access: access }),
  };
}
