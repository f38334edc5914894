import { Button, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import { DatesFields, KindsFields } from './AskFields.tsx';
import { dayOf, isEmpty, NO_PARTS } from './DayParts.tsx';
import { newUuid } from './new-uuid.ts';
import { OneQuestion } from './OneQuestion.tsx';
import { homePath } from './paths.ts';
import classes from './portal.module.css';
import { type Account, SignedIn } from './PortalFrame.tsx';
import { Problem } from './Problem.tsx';
import { dayIn } from '../../../ui/use-language.ts';

const KINDS = ['summary', 'visits', 'results', 'images', 'bills', 'everything', 'other'] as const;
type Kind = (typeof KINDS)[number];
const STEPS = ['what', 'dates', 'whom', 'how', 'contact', 'review'] as const;

export default function AskPage() {
  const t = useTexts('portal');
  const { patientId = '' } = useParams({ strict: false });
  return (
    <SignedIn title={() => t('ask.title')} patientId={patientId}>
      {(account, record) => <Questions key={record} account={account} patientId={record} />}
    </SignedIn>
  );
}

/** One question a page; nothing is sent before the name is typed under what was answered. */
function Questions({ account, patientId }: { readonly account: Account; readonly patientId: string }) {
  const t = useTexts('portal');
  const [at, setAt] = useState(0);
  const [error, setError] = useState<string>();
  const [askId] = useState(newUuid);
  const [what, setWhat] = useState<Kind[]>([]);
  const [words, setWords] = useState('');
  const [between, setBetween] = useState(false);
  const [from, setFrom] = useState(NO_PARTS);
  const [to, setTo] = useState(NO_PARTS);
  const [goesTo, setGoesTo] = useState<'me' | 'named'>('me');
  const [named, setNamed] = useState({ name: '', address: '' });
  const [delivery, setDelivery] = useState<'portal' | 'mail' | 'pick-up'>('portal');
  const [contact, setContact] = useState({ phone: '', email: '', address: '' });
  const [signedName, setSignedName] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const preview = useAct(contract.preview);
  const ask = useAct(contract.ask, { changes: [contract.requests] });
  const step = STEPS[at] ?? 'what';
  useEffect(() => {
    if (at > 0 || ask.data !== undefined) heading.current?.focus();
  }, [at, ask.data]);

  const first = between ? dayOf(from) : undefined;
  const last = between ? dayOf(to) : undefined;
  const filled = (text: string) => (text.trim() === '' ? undefined : text.trim());
  const body = (name: string) => ({
    askId,
    language: account.language,
    what,
    goesTo,
    delivery: goesTo === 'named' && delivery === 'portal' ? ('mail' as const) : delivery,
    signedName: name,
    ...(filled(words) === undefined ? {} : { words }),
    ...(first === undefined ? {} : { from: first }),
    ...(last === undefined ? {} : { to: last }),
    ...(goesTo === 'named' ? { named } : {}),
    ...(filled(contact.phone) === undefined ? {} : { phone: contact.phone.trim() }),
    ...(filled(contact.email) === undefined ? {} : { email: contact.email.trim() }),
    ...(filled(contact.address) === undefined ? {} : { address: contact.address.trim() }),
  });
  const flaw = (): string | undefined => {
    if (step === 'what' && what.length === 0) return t('ask.whatMissing');
    if (step === 'dates' && between) {
      if (
        (first === undefined && !isEmpty(from)) ||
        (last === undefined && !isEmpty(to)) ||
        (isEmpty(from) && isEmpty(to))
      )
        return t('date.wrong');
      if (first !== undefined && last !== undefined && first > last) return t('ask.datesWrong');
    }
    if (step === 'whom' && goesTo === 'named' && (named.name.trim() === '' || named.address.trim() === ''))
      return t('ask.namedMissing');
    if (step === 'contact') {
      if (goesTo === 'me' && delivery === 'mail' && contact.address.trim() === '') return t('ask.addressMissing');
      if (`${contact.phone}${contact.email}${contact.address}`.trim() === '') return t('ask.contactMissing');
    }
    return undefined;
  };
  const goOn = () => {
    const found = flaw();
    setError(found);
    if (found !== undefined) return;
    if (step === 'review') ask.run({ params: { patientId }, body: body(signedName) });
    else {
      if (step === 'contact') preview.run({ params: { patientId }, body: body(account.name) });
      setAt(at + (step === 'whom' && goesTo === 'named' ? 2 : 1));
    }
  };
  const goBack = () => {
    setError(undefined);
    setAt(at - (step === 'contact' && goesTo === 'named' ? 2 : 1));
  };

  if (ask.data !== undefined)
    return (
      <Stack>
        <h2 ref={heading} tabIndex={-1}>
          {t('ask.done')}
        </h2>
        <Text>{t('ask.doneText', { number: ask.data.number })}</Text>
        {ask.data.dueOn !== null && <Text>{t('ask.doneDue', { day: dayIn(account.language, ask.data.dueOn) })}</Text>}
        <Button component={Link} to={homePath(patientId)} size="md">
          {t('frame.back')}
        </Button>
      </Stack>
    );
  const questions: Record<(typeof STEPS)[number], { title: string; fields: ReactNode }> = {
    what: {
      title: t('ask.what'),
      fields: (
        <KindsFields
          title={t('ask.what')}
          kinds={KINDS.map((kind) => ({ kind, name: t(`ask.kinds.${kind}`) }))}
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
    whom: {
      title: t('ask.whom'),
      fields: (
        <>
          <Radio.Group
            aria-label={t('ask.whom')}
            value={goesTo}
            onChange={(next) => setGoesTo(next === 'named' ? 'named' : 'me')}
          >
            <Stack gap="sm">
              <Radio size="md" value="me" label={t('ask.me')} />
              <Radio size="md" value="named" label={t('ask.named')} />
            </Stack>
          </Radio.Group>
          {goesTo === 'named' && (
            <>
              <TextInput
                label={t('ask.namedName')}
                maxLength={200}
                value={named.name}
                onChange={(event) => setNamed({ ...named, name: event.currentTarget.value })}
              />
              <Textarea
                label={t('ask.namedAddress')}
                autosize
                minRows={2}
                maxLength={500}
                value={named.address}
                onChange={(event) => setNamed({ ...named, address: event.currentTarget.value })}
              />
            </>
          )}
        </>
      ),
    },
    how: {
      title: t('ask.how'),
      fields: (
        <Radio.Group
          aria-label={t('ask.how')}
          value={delivery}
          onChange={(next) => setDelivery(next === 'mail' || next === 'pick-up' ? next : 'portal')}
        >
          <Stack gap="sm">
            {(['portal', 'mail', 'pick-up'] as const).map((way) => (
              <Radio key={way} size="md" value={way} label={t(`ask.${way}`)} />
            ))}
          </Stack>
        </Radio.Group>
      ),
    },
    contact: {
      title: t('ask.contact'),
      fields: (
        <>
          <Text>{t('ask.contactHint')}</Text>
          <TextInput
            label={t('ask.phone')}
            autoComplete="tel"
            inputMode="tel"
            maxLength={200}
            value={contact.phone}
            onChange={(event) => setContact({ ...contact, phone: event.currentTarget.value })}
          />
          <TextInput
            label={t('ask.email')}
            autoComplete="email"
            inputMode="email"
            maxLength={200}
            value={contact.email}
            onChange={(event) => setContact({ ...contact, email: event.currentTarget.value })}
          />
          <TextInput
            label={t('ask.address')}
            autoComplete="street-address"
            maxLength={200}
            value={contact.address}
            onChange={(event) => setContact({ ...contact, address: event.currentTarget.value })}
          />
        </>
      ),
    },
    review: {
      title: t('ask.review'),
      fields: (
        <>
          <Text>{t('ask.reviewText')}</Text>
          {preview.error !== null && <Problem error={preview.error} />}
          <pre className={classes['statement']}>{preview.data?.statement ?? t('frame.loading')}</pre>
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
      onBack={goBack}
      onNext={goOn}
    >
      {questions[step].fields}
    </OneQuestion>
  );
}
