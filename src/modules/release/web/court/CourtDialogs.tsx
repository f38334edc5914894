import { NativeSelect, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { dayIn } from '../../../../ui/dates.ts';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCalendar } from '../../../../ui/session.ts';
import { courtContract } from '../../court/contract.ts';
import { type ReleaseCase } from '../case.ts';
import { chosen, type Court, COURT_DECISIONS, type Objection, OBJECTION_KINDS, useCourtAct } from './court.ts';
import { NO_PAPER, PaperField, paperOf } from './PaperField.tsx';

interface DialogProps {
  readonly open: ReleaseCase;
  readonly court: Court;
  readonly onClose: () => void;
}

const isEmpty = (text: string) => text.trim() === '';

/** Title, what follows, a name and a day: what every record of the thread has. */
function ThreadDialog(props: {
  readonly name: 'object' | 'decide' | 'appear' | 'meet';
  readonly who: string;
  readonly onWho: (who: string) => void;
  readonly day: string;
  readonly onDay: (day: string) => void;
  readonly blocked?: boolean;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}) {
  const { name, who, onWho, day, onDay, blocked = false, busy, error, onConfirm, onClose, children } = props;
  const t = useTexts('release');
  const [now] = useState(() => new Date());
  const [unclear, setUnclear] = useState(false);
  return (
    <ConfirmDialog
      opened
      title={t(`court.${name}.title`)}
      text={t(`court.${name}.text`)}
      action={t(`court.${name}.title`)}
      busy={busy}
      blocked={blocked || unclear || isEmpty(who) || day === ''}
      onConfirm={onConfirm}
      onCancel={onClose}
    >
      <Stack gap="sm">
        {error !== null && <ProblemNotice error={error} takeFocus />}
        <TextInput
          label={t(`court.${name}.who`)}
          required
          data-autofocus
          maxLength={200}
          value={who}
          onChange={(event) => onWho(event.currentTarget.value)}
        />
        <DateField
          id={`court-${name}-day`}
          label={t(`court.${name}.day`)}
          required
          lies="any"
          value={day}
          now={now}
          onInvalid={() => setUnclear(true)}
          onChange={(value) => {
            setUnclear(false);
            onDay(value);
          }}
        />
        {children}
      </Stack>
    </ConfirmDialog>
  );
}

function useToday(): string {
  const { zone } = useCalendar();
  const [today] = useState(() => dayIn(zone, new Date()));
  return today;
}

/** Somebody objects: from now on nothing leaves until the court has decided. */
export function ObjectionDialog({ open, court, onClose }: DialogProps) {
  const t = useTexts('release');
  const [kind, setKind] = useState<Objection['kind']>('objection');
  const [who, setWho] = useState('');
  const [day, setDay] = useState(useToday());
  const [paper, setPaper] = useState(NO_PAPER);
  const record = useCourtAct(courtContract.recordObjection, {
    onDone: () => {
      onClose();
      showDone(t('court.object.done'));
    },
  });
  const named = paperOf(paper);
  return (
    <ThreadDialog
      name="object"
      {...{ who, day, onClose, busy: record.isPending, error: record.error }}
      onWho={setWho}
      onDay={setDay}
      blocked={Object.keys(named).length === 0}
      onConfirm={() =>
        record.run({ params: { id: open.id }, body: { kind, madeBy: who.trim(), madeOn: day, paper: named } })
      }
    >
      <NativeSelect
        label={t('court.object.kind')}
        value={kind}
        onChange={(event) => setKind(chosen(OBJECTION_KINDS, event.currentTarget.value, kind))}
        data={OBJECTION_KINDS.map((value) => ({ value, label: t(`court.objections.${value}`) }))}
      />
      <PaperField papers={court.papers} value={paper} required onChange={setPaper} />
    </ThreadDialog>
  );
}

/** What the court made of it; only this lets the release go on. */
export function DecisionDialog({ open, court, objection, onClose }: DialogProps & { readonly objection: Objection }) {
  const t = useTexts('release');
  const [decision, setDecision] = useState<(typeof COURT_DECISIONS)[number]>('overruled');
  const [who, setWho] = useState('');
  const [day, setDay] = useState(useToday());
  const [paper, setPaper] = useState(NO_PAPER);
  const record = useCourtAct(courtContract.recordCourtDecision, {
    onDone: () => {
      onClose();
      showDone(t('court.decide.done'));
    },
  });
  const named = paperOf(paper);
  return (
    <ThreadDialog
      name="decide"
      {...{ who, day, onClose, busy: record.isPending, error: record.error }}
      onWho={setWho}
      onDay={setDay}
      blocked={Object.keys(named).length === 0}
      onConfirm={() =>
        record.run({
          params: { id: open.id, objectionId: objection.id },
          body: { decision, decidedBy: who.trim(), decidedOn: day, paper: named },
        })
      }
    >
      <NativeSelect
        label={t('court.decide.which')}
        value={decision}
        onChange={(event) => setDecision(chosen(COURT_DECISIONS, event.currentTarget.value, decision))}
        data={COURT_DECISIONS.map((value) => ({ value, label: t(`court.decisions.${value}`) }))}
      />
      <PaperField papers={court.papers} value={paper} required onChange={setPaper} />
    </ThreadDialog>
  );
}

export function AppearanceDialog({ open, court, onClose }: DialogProps) {
  const t = useTexts('release');
  const today = useToday();
  const [who, setWho] = useState('');
  const [day, setDay] = useState(court.process?.returnOn ?? today);
  const [note, setNote] = useState('');
  const record = useCourtAct(courtContract.recordAppearance, { onDone: onClose });
  return (
    <ThreadDialog
      name="appear"
      {...{ who, day, onClose, busy: record.isPending, error: record.error }}
      onWho={setWho}
      onDay={setDay}
      onConfirm={() =>
        record.run({
          params: { id: open.id },
          body: { person: who.trim(), appearsOn: day, ...(isEmpty(note) ? {} : { note: note.trim() }) },
        })
      }
    >
      <TextInput
        label={t('court.appear.note')}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ThreadDialog>
  );
}

/** What the clock of the state asks for was done. */
export function ClockDialog({ open, onClose }: DialogProps) {
  const [who, setWho] = useState('');
  const [day, setDay] = useState(useToday());
  const record = useCourtAct(courtContract.meetStateClock, { onDone: onClose });
  return (
    <ThreadDialog
      name="meet"
      {...{ who, day, onClose, busy: record.isPending, error: record.error }}
      onWho={setWho}
      onDay={setDay}
      onConfirm={() => record.run({ params: { id: open.id }, body: { how: who.trim(), doneOn: day } })}
    />
  );
}
