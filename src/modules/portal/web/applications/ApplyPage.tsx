import { Anchor, Button, FileInput, NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { upload } from '../../../../ui/api/call.ts';
import { useAct, useRead } from '../../../../ui/api/reads.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { applicationContract as contract, OFFICE_CLASSES } from '../../applications/contract.ts';
import { DayParts, dayOf, NO_PARTS } from '../DayParts.tsx';
import { OneQuestion } from '../OneQuestion.tsx';
import { portalPath } from '../paths.ts';
import { PortalPage } from '../PortalFrame.tsx';
import { Problem } from '../Problem.tsx';
import { useLanguage } from '../../../../ui/use-language.ts';

const STEPS = ['who', 'reach', 'mail', 'code', 'document'] as const;

/** Somebody without an invitation asks for an account: one question a page, a code by mail, a photo of a document. */
export default function ApplyPage() {
  const t = useTexts('portal');
  const [language, sayLanguage] = useLanguage();
  const door = useRead(contract.door, {});
  return (
    <PortalPage title={t('apply.title')} language={language} onLanguage={sayLanguage}>
      {door.error !== null && <Problem error={door.error} />}
      {door.data !== undefined &&
        (door.data.mail ? (
          <Questions language={language} places={door.data.places} />
        ) : (
          <Text>{t('apply.noMail')}</Text>
        ))}
      <Anchor component={Link} to={portalPath} mt="md" display="inline-block">
        {t('invitation.haveOne')}
      </Anchor>
    </PortalPage>
  );
}

function Questions({
  language,
  places,
}: {
  readonly language: 'en' | 'es';
  readonly places: readonly { readonly id: string; readonly name: string }[];
}) {
  const t = useTexts('portal');
  const [at, setAt] = useState(0);
  const [flaw, setFlaw] = useState<string>();
  const [failure, setFailure] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const [kind, setKind] = useState<'patient' | 'requester'>('patient');
  const [name, setName] = useState('');
  const [born, setBorn] = useState(NO_PARTS);
  const [organisation, setOrganisation] = useState('');
  const [requesterClass, setRequesterClass] = useState<(typeof OFFICE_CLASSES)[number]>('attorney');
  const [place, setPlace] = useState('');
  const [mail, setMail] = useState('');
  const [code, setCode] = useState('');
  const [phone, setPhone] = useState('');
  const [address, setAddress] = useState('');
  const [files, setFiles] = useState<File[]>([]);
  const heading = useRef<HTMLHeadingElement>(null);
  const step = STEPS[at] ?? 'who';
  useEffect(() => {
    if (at > 0 || done) heading.current?.focus();
  }, [at, done]);
  const sendCode = useAct(contract.sendCode, { onDone: () => setAt(STEPS.indexOf('code')) });
  const apply = useAct(contract.apply, { onDone: () => setAt(STEPS.indexOf('document')) });
  const birthDate = dayOf(born);
  const isPatient = kind === 'patient';
  const found = (): string | undefined => {
    if (step === 'who' && name.trim() === '') return t('apply.nameMissing');
    if (step === 'who' && isPatient && birthDate === undefined) return t('date.wrong');
    if (step === 'who' && !isPatient && organisation.trim() === '') return t('apply.organisationMissing');
    if (step === 'mail' && !/^\S+@\S+$/.test(mail.trim())) return t('apply.mailMissing');
    if (step === 'code' && code.replace(/\D/g, '').length !== 8) return t('apply.codeMissing');
    if (step === 'document' && files.length === 0) return t('apply.documentMissing');
    return undefined;
  };
  const filled = (text: string) => text.trim() !== '';
  const common = {
    ...{ language, code, facilityId: place === '' ? (places[0]?.id ?? '') : place },
    ...{ mail: mail.trim(), personName: name.trim() },
    ...(filled(phone) ? { phone: phone.trim() } : {}),
    ...(filled(address) ? { address: address.trim() } : {}),
  };
  const send = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await upload(contract.sendPapers, { params: { token: apply.data?.paperToken ?? '' }, query: {} }, files);
      setDone(true);
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(t('problem.other')));
    } finally {
      setBusy(false);
    }
  };
  const goOn = () => {
    const wrong = found();
    setFlaw(wrong);
    if (wrong !== undefined) return;
    if (step === 'mail') sendCode.run({ body: { mail: mail.trim(), language } });
    else if (step === 'code')
      apply.run({
        body: isPatient
          ? { ...common, kind: 'patient', birthDate: birthDate ?? '' }
          : { ...common, kind: 'requester', organisation: organisation.trim(), requesterClass },
      });
    else if (step === 'document') void send();
    else setAt(at + 1);
  };

  if (done)
    return (
      <Stack>
        <h2 ref={heading} tabIndex={-1}>
          {t('apply.done')}
        </h2>
        <Text>{t('apply.doneText')}</Text>
      </Stack>
    );
  const questions: Record<(typeof STEPS)[number], { title: string; fields: ReactNode }> = {
    who: {
      title: t('apply.who'),
      fields: (
        <>
          <Radio.Group
            aria-label={t('apply.who')}
            value={kind}
            onChange={(next) => setKind(next === 'requester' ? 'requester' : 'patient')}
          >
            <Stack gap="sm">
              <Radio size="md" value="patient" label={t('apply.patient')} />
              <Radio size="md" value="requester" label={t('apply.requester')} />
            </Stack>
          </Radio.Group>
          <TextInput
            label={t('apply.name')}
            description={t('apply.nameHint')}
            autoComplete="name"
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {isPatient ? (
            <DayParts legend={t('apply.born')} birth value={born} onChange={setBorn} />
          ) : (
            <>
              <TextInput
                label={t('apply.organisation')}
                autoComplete="organization"
                maxLength={200}
                value={organisation}
                onChange={(event) => setOrganisation(event.currentTarget.value)}
              />
              <NativeSelect
                label={t('apply.class')}
                value={requesterClass}
                data={OFFICE_CLASSES.map((value) => ({ value, label: t(`apply.classes.${value}`) }))}
                onChange={(event) =>
                  setRequesterClass(OFFICE_CLASSES.find((value) => value === event.currentTarget.value) ?? 'other')
                }
              />
            </>
          )}
          {places.length > 1 && (
            <NativeSelect
              label={t('apply.place')}
              value={place === '' ? (places[0]?.id ?? '') : place}
              data={places.map(({ id, name: label }) => ({ value: id, label }))}
              onChange={(event) => setPlace(event.currentTarget.value)}
            />
          )}
        </>
      ),
    },
    mail: {
      title: t('apply.mailTitle'),
      fields: (
        <TextInput
          label={t('ask.email')}
          description={t('apply.mailHint')}
          autoComplete="email"
          inputMode="email"
          maxLength={254}
          value={mail}
          onChange={(event) => setMail(event.currentTarget.value)}
        />
      ),
    },
    code: {
      title: t('apply.codeTitle'),
      fields: (
        <>
          <TextInput
            label={t('door.mailCode')}
            description={t('apply.codeHint')}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={20}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Button
            variant="subtle"
            loading={sendCode.isPending}
            onClick={() => sendCode.run({ body: { mail: mail.trim(), language } })}
          >
            {t('apply.again')}
          </Button>
        </>
      ),
    },
    reach: {
      title: t('apply.reach'),
      fields: (
        <>
          <TextInput
            label={t('ask.phone')}
            autoComplete="tel"
            inputMode="tel"
            maxLength={200}
            value={phone}
            onChange={(event) => setPhone(event.currentTarget.value)}
          />
          <TextInput
            label={t('ask.address')}
            autoComplete="street-address"
            maxLength={200}
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
        </>
      ),
    },
    document: {
      title: t(isPatient ? 'apply.document' : 'apply.credential'),
      fields: (
        <FileInput
          label={t('papers.file')}
          description={t('apply.documentHint')}
          multiple
          clearable
          clearButtonProps={{ 'aria-label': t('papers.clear') }}
          value={files}
          onChange={setFiles}
        />
      ),
    },
  };
  return (
    <OneQuestion
      at={at}
      of={STEPS.length}
      final={step === 'document'}
      title={questions[step].title}
      heading={heading}
      flaw={flaw}
      failure={failure ?? (step === 'code' ? apply.error : null) ?? sendCode.error}
      action={t(step === 'document' ? 'papers.submit' : step === 'mail' ? 'apply.sendCode' : 'ask.next')}
      busy={busy || sendCode.isPending || apply.isPending}
      onBack={() => {
        setFlaw(undefined);
        setFailure(null);
        setAt(at - 1);
      }}
      onNext={goOn}
    >
      {questions[step].fields}
    </OneQuestion>
  );
}
