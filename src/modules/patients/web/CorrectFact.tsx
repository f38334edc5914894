import { Button, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { showDone } from '../../../ui/feedback/notices.tsx';
import { DateField } from '../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import { standingFacts, type Facts } from './patient-words.ts';
import { type Patient } from './PersonPart.tsx';

/** A number other than ours, typed anew or taken away. What stood there is not shown: it is masked on the page, too. */
export function CorrectNumber({ patient, index }: { readonly patient: Patient; readonly index: number }) {
  const t = useTexts('patients');
  const [value, setValue] = useState('');
  const number = patient.identifiers[index];
  if (number === undefined) return null;
  const rest = patient.identifiers.filter((each) => each !== number);
  const typed = value.trim();
  const facts = { identifiers: typed === '' ? rest : [...rest, { ...number, value: typed }] };
  return (
    <Correction
      patient={patient}
      what={t(`person.kind.${number.kind}`)}
      text={t('correct.numberText')}
      action={typed === '' ? t('correct.takeAway') : t('correct.save')}
      facts={facts}
      onOpen={() => setValue('')}
    >
      <TextInput
        data-autofocus
        label={t('correct.number')}
        autoComplete="off"
        maxLength={60}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
    </Correction>
  );
}

/** The day of a death, or that it was reported of the wrong person. */
export function CorrectDeath({ patient }: { readonly patient: Patient }) {
  const t = useTexts('patients');
  const [now] = useState(() => new Date());
  const [on, setOn] = useState(patient.death?.on ?? '');
  const { death: _death, ...rest } = standingFacts(patient);
  return (
    <Correction
      patient={patient}
      what={t('correct.death')}
      text={t('correct.deathText')}
      action={on === '' ? t('correct.withdraw') : t('correct.save')}
      whole={on === '' ? rest : { ...rest, death: { on } }}
      onOpen={() => setOn(patient.death?.on ?? '')}
    >
      <DateField
        id="correct-death"
        label={t('correct.diedOn')}
        lies="past"
        firstInDialog
        now={now}
        value={on}
        onChange={setOn}
      />
    </Correction>
  );
}

interface CorrectionProps {
  readonly patient: Patient;
  readonly what: string;
  readonly text: string;
  readonly action: string;
  /** What becomes different; or the whole, where something is no longer said. */
  readonly facts?: Partial<Facts>;
  readonly whole?: Facts;
  readonly onOpen: () => void;
  readonly children: ReactNode;
}

function Correction({ patient, what, text, action, facts, whole, onOpen, children }: CorrectionProps) {
  const t = useTexts('patients');
  const [isOpen, setOpen] = useState(false);
  const replace = useAct(contract.replace, {
    changes: [contract.open],
    onDone: () => {
      setOpen(false);
      showDone(t('form.corrected'));
    },
  });
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        aria-label={t('correct.of', { what })}
        onClick={() => {
          onOpen();
          setOpen(true);
        }}
      >
        {t('correct.open')}
      </Button>
      {isOpen && (
        <ConfirmDialog
          opened
          title={t('correct.of', { what })}
          text={text}
          action={action}
          busy={replace.isPending}
          onConfirm={() =>
            replace.run({
              params: { id: patient.id },
              body: { ...(whole ?? { ...standingFacts(patient), ...facts }), version: patient.version },
            })
          }
          onCancel={() => setOpen(false)}
        >
          {replace.error !== null && <ProblemNotice error={replace.error} takeFocus />}
          {children}
        </ConfirmDialog>
      )}
    </>
  );
}
