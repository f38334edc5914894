import { NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { ConfirmDialog } from '../../../../ui/feedback/ConfirmDialog.tsx';
import { showDone } from '../../../../ui/feedback/notices.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { DateField } from '../../../../ui/fields/DateField.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { rightsContract as contract } from '../../rights/contract.ts';
import { useFeeAct } from '../fees/fee.ts';
import { LanguageField, languageOf, type LetterLanguage } from '../answers/LanguageField.tsx';
import { CHANGED, type Rights } from './rights.ts';
import { TellDialog } from './TellDialog.tsx';

export type Act =
  | 'ask-author'
  | 'write-answer'
  | 'tell-others'
  | 'price'
  | 'agree'
  | 'account'
  | 'invoice'
  | 'disagree'
  | 'ride-along'
  | 'rebut'
  | 'extend'
  | 'withdraw';

export interface RightsDialogProps {
  readonly open: Rights;
  readonly act: Act;
  readonly onClose: () => void;
}

/** The step that was chosen, with what it asks. */
export function RightsDialog(props: RightsDialogProps) {
  return props.act === 'tell-others' ? <TellDialog {...props} /> : <StepDialog {...props} />;
}

const WITH_LETTER: readonly Act[] = ['write-answer', 'price', 'account', 'invoice', 'rebut', 'extend'];
const CENTS = 100;
const USUAL_DAYS = 30;
const MOST_DAYS = 365;

function StepDialog({ open, act, onClose }: RightsDialogProps) {
  const t = useTexts('release');
  const dates = useDates();
  const [now] = useState(() => new Date());
  const [personId, setPersonId] = useState('');
  const [words, setWords] = useState('');
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [day, setDay] = useState(open.clock?.extendableTo ?? '');
  const [dollars, setDollars] = useState<number | string>((open.price?.cents ?? 0) / CENTS);
  const [days, setDays] = useState<number | string>(USUAL_DAYS);
  const [language, setLanguage] = useState<LetterLanguage>('');
  const runs = useRuns(onClose);
  const text = words.trim();
  const cents = Math.round(Number(dollars) * CENTS);
  const params = { id: open.id };
  const lang = languageOf(language);
  const steps: Record<Exclude<Act, 'tell-others'>, Step> = {
    'ask-author': {
      act: runs.ask,
      run: () =>
        runs.ask.run({
          params,
          body: { ...(personId === '' ? {} : { personId }), ...(text === '' ? {} : { note: text }) },
        }),
      ready: true,
    },
    'write-answer': {
      act: runs.write,
      run: () => runs.write.run({ params, body: { contactName: name.trim(), contactPhone: phone.trim(), ...lang } }),
      ready: name.trim() !== '' && phone.trim() !== '',
    },
    price: {
      act: runs.price,
      run: () => runs.price.run({ params, body: { cents, ...lang } }),
      ready: cents > 0,
    },
    agree: { act: runs.agree, run: () => runs.agree.run({ params, body: { note: text } }), ready: text !== '' },
    account: { act: runs.account, run: () => runs.account.run({ params, body: lang }), ready: true },
    invoice: {
      act: runs.invoice,
      run: () =>
        runs.invoice.run({ params, body: { dueInDays: Math.round(Number(days)), way: { channel: 'print' }, ...lang } }),
      ready: days !== '' && Number(days) >= 0 && Number(days) <= MOST_DAYS,
    },
    disagree: {
      act: runs.disagree,
      run: () => runs.disagree.run({ params, body: { words: text } }),
      ready: text !== '' && text.length <= open.statementChars,
    },
    'ride-along': { act: runs.rideAlong, run: () => runs.rideAlong.run({ params, body: {} }), ready: true },
    rebut: {
      act: runs.rebut,
      run: () => runs.rebut.run({ params, body: { words: text, author: name.trim(), ...lang } }),
      ready: text !== '' && name.trim() !== '',
    },
    extend: {
      act: runs.extend,
      run: () => runs.extend.run({ params, body: { reason: text, promisedOn: day, ...lang } }),
      ready: text !== '' && day !== '',
    },
    withdraw: {
      act: runs.withdraw,
      run: () => runs.withdraw.run({ params, body: { reason: text } }),
      ready: text !== '',
    },
  };
  if (act === 'tell-others') return null;
  const step = steps[act];
  return (
    <ConfirmDialog
      opened
      title={t(`patientRights.acts.${act}`)}
      text={t(`patientRights.actTexts.${act}`, {
        due: open.clock === null ? '' : dates.day(open.clock.dueOn),
        latest: open.clock?.extendableTo == null ? '' : dates.day(open.clock.extendableTo),
        count: open.statementChars,
      })}
      action={t(
        act === 'invoice'
          ? 'fee.invoice.send'
          : WITH_LETTER.includes(act)
            ? 'patientRights.draft'
            : 'patientRights.save',
      )}
      busy={step.act.isPending}
      blocked={!step.ready}
      onConfirm={step.run}
      onCancel={onClose}
    >
      {step.act.error !== null && <ProblemNotice error={step.act.error} takeFocus />}
      {act === 'ask-author' && (
        <NativeSelect
          label={t('patientRights.clinician')}
          value={personId}
          onChange={(event) => setPersonId(event.currentTarget.value)}
          data={[
            { value: '', label: t('patientRights.anyClinician') },
            ...open.clinicians.map((each) => ({ value: each.id, label: each.name })),
          ]}
        />
      )}
      {act === 'write-answer' && (
        <>
          <TextInput
            label={t('patientRights.contactName')}
            required
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={t('patientRights.contactPhone')}
            required
            maxLength={60}
            value={phone}
            onChange={(event) => setPhone(event.currentTarget.value)}
          />
        </>
      )}
      {act === 'price' && (
        <NumberInput
          label={t('patientRights.dollars')}
          description={open.price === null ? undefined : `${open.price.text} (${open.price.cite})`}
          required
          prefix="$"
          decimalScale={2}
          min={0}
          value={dollars}
          onChange={setDollars}
        />
      )}
      {act === 'invoice' && (
        <NumberInput
          label={t('patientRights.dueInDays')}
          required
          min={0}
          max={MOST_DAYS}
          allowDecimal={false}
          value={days}
          onChange={setDays}
        />
      )}
      {act === 'rebut' && (
        <TextInput
          label={t('patientRights.rebuttalAuthor')}
          required
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      {act === 'extend' && (
        <DateField
          id="rights-promised"
          label={t('extension.promisedOn')}
          required
          value={day}
          onChange={setDay}
          now={now}
        />
      )}
      {act in TEXT_LABELS && (
        <Textarea
          label={t(`patientRights.texts.${act}`)}
          required={act !== 'ask-author'}
          autosize
          minRows={3}
          maxLength={act === 'disagree' ? open.statementChars : MOST_TEXT[act]}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
      {WITH_LETTER.includes(act) && <LanguageField value={language} onChange={setLanguage} />}
    </ConfirmDialog>
  );
}

interface Step {
  readonly act: { readonly isPending: boolean; readonly error: Error | null };
  readonly run: () => void;
  readonly ready: boolean;
}

const TEXT_LABELS = { 'ask-author': 1, agree: 1, disagree: 1, rebut: 1, extend: 1, withdraw: 1 };
const MOST_TEXT: Readonly<Partial<Record<Act, number>>> = {
  ...{ 'ask-author': 1_000, agree: 1_000, rebut: 4_000, extend: 2_000, withdraw: 1_000 },
};

function useRuns(onClose: () => void) {
  const t = useTexts('release');
  const plain = { changes: CHANGED, onDone: onClose };
  const lettered = {
    changes: CHANGED,
    onDone: ({ letterNumber }: { letterNumber: string }) => {
      onClose();
      showDone(t('outcome.drafted', { number: letterNumber }));
    },
  };
  return {
    ask: useAct(contract.askAuthor, plain),
    write: useAct(contract.writeAnswer, lettered),
    price: useAct(contract.priceAccounting, lettered),
    agree: useAct(contract.agreeToPrice, plain),
    account: useAct(contract.giveAccounting, lettered),
    invoice: useFeeAct(contract.invoiceAccounting, {
      onDone: ({ number }) => {
        onClose();
        showDone(t('patientRights.invoiced', { number }));
      },
    }),
    disagree: useAct(contract.disagree, plain),
    rideAlong: useAct(contract.rideAlong, plain),
    rebut: useAct(contract.rebut, lettered),
    extend: useAct(contract.extendRights, lettered),
    withdraw: useAct(contract.withdrawRights, plain),
  };
}
