import { Button, NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { GROUNDS, PURPOSES, requesterContract as contract, WANTED } from '../../requesters/contract.ts';
import { DatesFields, KindsFields } from '../AskFields.tsx';
import { DayParts, dayOf, isEmpty, NO_PARTS } from '../DayParts.tsx';
import { newUuid } from '../new-uuid.ts';
import { OneQuestion } from '../OneQuestion.tsx';
import { portalPath } from '../paths.ts';
import classes from '../portal.module.css';
import { type Account, SignedIn } from '../PortalFrame.tsx';
import { Problem } from '../Problem.tsx';
import { SendForRequest } from './SendForRequest.tsx';

const STEPS = ['whose', 'what', 'dates', 'purpose', 'ground', 'review'] as const;

export default function RequesterAskPage() {
  const t = useTexts('portal');
  return (
    <SignedIn title={() => t('ask.title')} requester={(account) => <Questions account={account} />}>
      {() => <Text>{t('firm.notYours')}</Text>}
    </SignedIn>
  );
}

/** One question a page; nothing is sent before the name is typed under what was answered. */
function Questions({ account }: { readonly account: Account }) {
  const t = useTexts('portal');
  const [askId] = useState(newUuid);
  const [at, setAt] = useState(0);
  const [error, setError] = useState<string>();
  const [patient, setPatient] = useState({ name: '', more: '' });
  const [born, setBorn] = useState(NO_PARTS);
  const [place, setPlace] = useState('');
  const [what, setWhat] = useState<(typeof WANTED)[number][]>([]);
  const [words, setWords] = useState('');
  const [between, setBetween] = useState(false);
  const [from, setFrom] = useState(NO_PARTS);
  const [to, setTo] = useState(NO_PARTS);
  const [purpose, setPurpose] = useState<(typeof PURPOSES)[number]>('legal-claim');
  const [reference, setReference] = useState('');
  const [ground, setGround] = useState<(typeof GROUNDS)[number]>('authorization');
  const [delivery, setDelivery] = useState<'portal' | 'mail'>('portal');
  const [signedName, setSignedName] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const places = useRead(contract.places, {});
  const ask = useAct(contract.ask, { changes: [contract.requests] });
  const step = STEPS[at] ?? 'whose';
  useEffect(() => {
    if (at > 0 || ask.data !== undefined) heading.current?.focus();
  }, [at, ask.data]);

  const facilities = places.data?.places ?? [];
  const facilityId = place === '' ? (facilities[0]?.id ?? '') : place;
  const birthDate = dayOf(born);
  const first = between ? dayOf(from) : undefined;
  const last = between ? dayOf(to) : undefined;
  const flaw = (): string | undefined => {
    if (step === 'whose' && patient.name.trim() === '') return t('firm.nameMissing');
    if (step === 'whose' && birthDate === undefined) return t('date.wrong');
    if (step === 'what' && what.length === 0) return t('ask.whatMissing');
    if (step === 'dates' && between) {
      const wrong = (day: string | undefined, parts: typeof from) => day === undefined && !isEmpty(parts);
      if (wrong(first, from) || wrong(last, to) || (isEmpty(from) && isEmpty(to))) return t('date.wrong');
      if (first !== undefined && last !== undefined && first > last) return t('ask.datesWrong');
    }
    return undefined;
  };
  const goOn = () => {
    const found = flaw();
    setError(found);
    if (found !== undefined) return;
    if (step !== 'review') return setAt(at + 1);
    ask.run({
      body: {
        ...{ askId, facilityId, what, purpose, ground, delivery, signedName },
        patientName: patient.name.trim(),
        patientBirthDate: birthDate ?? '',
        ...(patient.more.trim() === '' ? {} : { patientMore: patient.more.trim() }),
        ...(words.trim() === '' ? {} : { words: words.trim() }),
        ...(first === undefined ? {} : { from: first }),
        ...(last === undefined ? {} : { to: last }),
        ...(reference.trim() === '' ? {} : { reference: reference.trim() }),
      },
    });
  };

  if (ask.data !== undefined)
    return (
      <Stack>
        <h2 ref={heading} tabIndex={-1}>
          {t('ask.done')}
        </h2>
        <Text>{t('firm.doneText', { number: ask.data.number })}</Text>
        <Text>{t(`firm.sendNow.${ground}`)}</Text>
        <SendForRequest requestId={ask.data.requestId} number={ask.data.number} />
        <Button component={Link} to={portalPath} size="md">
          {t('frame.back')}
        </Button>
      </Stack>
    );
  const choice = <V extends string>(name: string, values: readonly V[], value: V, set: (value: V) => void) => (
    <Radio.Group
      aria-label={t(`firm.${name}Title`)}
      value={value}
      onChange={(next) => set(values.find((each) => each === next) ?? value)}
    >
      <Stack gap="sm">
        {values.map((each) => (
          <Radio key={each} size="md" value={each} label={t(`firm.${name}.${each}`)} />
        ))}
      </Stack>
    </Radio.Group>
  );
  const questions: Record<(typeof STEPS)[number], { title: string; fields: ReactNode }> = {
    whose: {
      title: t('firm.whose'),
      fields: (
        <>
          {places.error !== null && <Problem error={places.error} />}
          <TextInput
            label={t('firm.patientName')}
            description={t('firm.patientNameHint')}
            autoComplete="off"
            maxLength={200}
            value={patient.name}
            onChange={(event) => setPatient({ ...patient, name: event.currentTarget.value })}
          />
          <DayParts legend={t('firm.patientBorn')} value={born} onChange={setBorn} />
          <TextInput
            label={t('firm.patientMore')}
            description={t('firm.patientMoreHint')}
            autoComplete="off"
            maxLength={200}
            value={patient.more}
            onChange={(event) => setPatient({ ...patient, more: event.currentTarget.value })}
          />
          {facilities.length > 1 && (
            <NativeSelect
              label={t('firm.place')}
              value={facilityId}
              data={facilities.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(event) => setPlace(event.currentTarget.value)}
            />
          )}
        </>
      ),
    },
    what: {
      title: t('firm.what'),
      fields: (
        <KindsFields
          title={t('firm.what')}
          kinds={WANTED.map((kind) => ({ kind, name: t(`firm.wanted.${kind}`) }))}
          chosen={what}
          onChosen={setWhat}
          words={words}
          onWords={setWords}
        />
      ),
    },
    dates: {
      title: t('ask.dates'),
      fields: (
        <DatesFields between={between} onBetween={setBetween} from={from} onFrom={setFrom} to={to} onTo={setTo} />
      ),
    },
    purpose: {
      title: t('firm.purposeTitle'),
      fields: (
        <>
          {choice('purpose', PURPOSES, purpose, setPurpose)}
          <TextInput
            label={t('firm.reference')}
            description={t('firm.referenceHint')}
            autoComplete="off"
            maxLength={200}
            value={reference}
            onChange={(event) => setReference(event.currentTarget.value)}
          />
        </>
      ),
    },
    ground: {
      title: t('firm.groundTitle'),
      fields: (
        <>
          <Text>{t('firm.groundHint')}</Text>
          {choice('ground', GROUNDS, ground, setGround)}
        </>
      ),
    },
    review: {
      title: t('ask.review'),
      fields: (
        <>
          <pre className={classes['statement']}>
            {[
              `${t('firm.patientName')}: ${patient.name.trim()}, ${birthDate ?? ''}`,
              ...(patient.more.trim() === '' ? [] : [patient.more.trim()]),
              `${t('firm.what')} ${what.map((kind) => t(`firm.wanted.${kind}`)).join('; ')}`,
              ...(words.trim() === '' ? [] : [words.trim()]),
              first === undefined && last === undefined ? t('ask.allDates') : `${first ?? '...'} – ${last ?? '...'}`,
              t(`firm.purpose.${purpose}`),
              t(`firm.ground.${ground}`),
              ...(reference.trim() === '' ? [] : [t('firm.yourNumber', { number: reference.trim() })]),
            ].join('\n')}
          </pre>
          <Radio.Group
            label={t('ask.how')}
            value={delivery}
            onChange={(next) => setDelivery(next === 'mail' ? 'mail' : 'portal')}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="portal" label={t('ask.portal')} />
              <Radio value="mail" label={t('ask.mail')} />
            </Stack>
          </Radio.Group>
          <TextInput
            label={t('ask.sign', { name: account.name })}
            required
            autoComplete="off"
            maxLength={200}
            value={signedName}
            onChange={(event) => setSignedName(event.currentTarget.value)}
          />
        </>
      ),
    },
  };
  return (
    <OneQuestion
      at={at}
      of={STEPS.length}
      title={questions[step].title}
      heading={heading}
      flaw={error}
      failure={ask.error}
      action={t(step === 'review' ? 'ask.submit' : 'ask.next')}
      busy={ask.isPending}
      onBack={() => {
        setError(undefined);
        setAt(at - 1);
      }}
      onNext={goOn}
    >
      {questions[step].fields}
    </OneQuestion>
  );
}
