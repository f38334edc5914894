import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { dayIn } from '../../../../ui/dates.ts';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCalendar } from '../../../../ui/session.ts';
import { outcomeContract } from '../../outcomes/contract.ts';
import { type ReleaseCase } from '../case.ts';
import { AnswerDialog, saysWhy } from './AnswerDialog.tsx';
import {
  filled,
  linesOf,
  MAY_STAY_UNTOLD,
  NEEDS,
  type Outcomes,
  PLAIN_KINDS,
  type PlainKind,
  useAnswerAct,
} from './answers.ts';
import { languageOf, type LetterLanguage } from './LanguageField.tsx';

export interface OutcomeDialogProps {
  readonly open: ReleaseCase;
  readonly shown: Outcomes;
  readonly onClose: () => void;
}

/** What became of the case: only what this outcome's letter must say is asked for, and what lacks is named. */
export function OutcomeDialog({ open, shown, onClose }: OutcomeDialogProps) {
  const t = useTexts('release');
  const { zone } = useCalendar();
  const [now] = useState(() => new Date());
  const [kind, setKind] = useState<PlainKind>(() => likely(open));
  const [reason, setReason] = useState('');
  const [words, setWords] = useState('');
  const [heldBy, setHeldBy] = useState('');
  const [unknown, setUnknown] = useState(false);
  const [asWritten, setAsWritten] = useState(open.patientAsWritten ?? '');
  const [names, setNames] = useState(shown.namesKnown.join('\n'));
  const [between, setBetween] = useState('');
  const [systems, setSystems] = useState(t('outcome.usualSystems'));
  const [searchedOn, setSearchedOn] = useState(() => dayIn(zone, now));
  const [other, setOther] = useState('');
  const [untold, setUntold] = useState('');
  const [language, setLanguage] = useState<LetterLanguage>('');
  const record = useAnswerAct(outcomeContract.recordOutcome, {
    onDone: ({ letterNumber }) => {
      onClose();
      showDone(letterNumber === null ? t('outcome.recorded') : t('outcome.drafted', { number: letterNumber }));
    },
  });
  const needs = NEEDS[kind] ?? [];
  const wants = (what: (typeof needs)[number]) => needs.includes(what);
  const isUntold = saysWhy(untold) && MAY_STAY_UNTOLD.includes(kind);
  const send = () =>
    record.run({
      params: { id: open.id },
      body: {
        kind,
        reason: reason.trim(),
        ...(wants('words') ? filled({ words }) : {}),
        ...(wants('heldBy') && !unknown ? filled({ heldBy }) : {}),
        ...(kind === 'not-our-custodian' && unknown ? { heldByUnknown: true } : {}),
        ...(wants('searched')
          ? {
              searched: {
                ...filled({ asWritten, searchedOn }),
                ...(linesOf(systems).length === 0 ? {} : { systems: linesOf(systems) }),
                ...(wants('names') ? filled({ dates: between }) : {}),
                ...(wants('names') && linesOf(names).length > 0 ? { names: linesOf(names) } : {}),
              },
            }
          : {}),
        ...(wants('other') ? filled({ duplicateOf: other }) : {}),
        ...(isUntold ? { withoutLetter: untold.trim() } : languageOf(language)),
      },
    });
  const area = (label: string, value: string, onChange: (value: string) => void, description?: string) => (
    <Textarea
      label={label}
      description={description}
      autosize
      minRows={2}
      maxRows={8}
      maxLength={2000}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
  return (
    <AnswerDialog
      open={open}
      title={t('outcome.record')}
      text={t('outcome.recordText')}
      act={record}
      blocked={wants('other') && other.trim() === ''}
      reason={reason}
      onReason={setReason}
      language={language}
      onLanguage={setLanguage}
      withoutLetter={isUntold}
      onSend={send}
      onClose={onClose}
      last={
        MAY_STAY_UNTOLD.includes(kind) && (
          <TextInput
            label={t('outcome.untold')}
            description={t('outcome.untoldHint')}
            maxLength={500}
            value={untold}
            onChange={(event) => setUntold(event.currentTarget.value)}
          />
        )
      }
    >
      <NativeSelect
        label={t('outcome.which')}
        data-autofocus
        value={kind}
        onChange={(event) => setKind(PLAIN_KINDS.find((each) => each === event.currentTarget.value) ?? kind)}
        data={PLAIN_KINDS.map((value) => ({ value, label: t(`outcome.kinds.${value}`) }))}
      />
      {wants('other') && (
        <TextInput
          label={t('outcome.other')}
          required
          maxLength={40}
          placeholder="R-2026-000123"
          value={other}
          onChange={(event) => setOther(event.currentTarget.value)}
        />
      )}
      {wants('searched') && area(t('outcome.asWritten'), asWritten, setAsWritten)}
      {wants('names') && area(t('outcome.names'), names, setNames, t('outcome.lineByLine'))}
      {wants('names') && (
        <TextInput
          label={t('outcome.dates')}
          maxLength={200}
          value={between}
          onChange={(event) => setBetween(event.currentTarget.value)}
        />
      )}
      {wants('searched') && area(t('outcome.systems'), systems, setSystems, t('outcome.lineByLine'))}
      {wants('searched') && (
        <DateField
          id="outcome-searched"
          label={t('outcome.searchedOn')}
          value={searchedOn}
          onChange={setSearchedOn}
          now={now}
        />
      )}
      {wants('words') && area(t(`outcome.words.${kind}`), words, setWords, t('outcome.wordsHint'))}
      {wants('heldBy') && !unknown && area(t('outcome.heldBy'), heldBy, setHeldBy)}
      {kind === 'not-our-custodian' && (
        <Checkbox
          label={t('outcome.heldByUnknown')}
          checked={unknown}
          onChange={(event) => setUnknown(event.currentTarget.checked)}
        />
      )}
    </AnswerDialog>
  );
}

/** What the case looks like: whoever opens the dialog seldom chooses another one. */
function likely({ status, patient }: ReleaseCase): PlainKind {
  if (status === 'partly-delivered') return 'partial';
  if (status === 'delivered') return 'released';
  return patient === null ? 'not-our-patient' : 'no-records';
}
