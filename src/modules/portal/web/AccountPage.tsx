import { Button, Code, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import { DayParts, dayOf, NO_PARTS } from './DayParts.tsx';
import { portalPath } from './paths.ts';
import { type Account, SignedIn } from './PortalFrame.tsx';
import { Problem } from './Problem.tsx';

export default function AccountPage() {
  const t = useTexts('portal');
  return (
    <SignedIn title={() => t('account.title')} requester={(account) => <Parts account={account} />}>
      {(account) => <Parts account={account} />}
    </SignedIn>
  );
}

function Parts({ account }: { readonly account: Account }) {
  const t = useTexts('portal');
  return (
    <Stack gap="xl">
      <Text>{t('account.signedInAs', { name: account.signInName })}</Text>
      <SecondStep account={account} />
      {!account.secondStep && <MailStep account={account} />}
      <Passphrase />
      {account.requester === null && <AnotherRecord />}
      <Everywhere />
    </Stack>
  );
}

function SecondStep({ account }: { readonly account: Account }) {
  const t = useTexts('portal');
  const [code, setCode] = useState('');
  const offer = useAct(contract.offerSecondStep);
  const confirm = useAct(contract.confirmSecondStep, { changes: [contract.account] });
  return (
    <Stack gap="sm">
      <h2>{t('account.second')}</h2>
      {account.secondStep ? (
        <Text>{t('account.secondOn')}</Text>
      ) : offer.data === undefined ? (
        <>
          <Text>{t('account.secondText')}</Text>
          {offer.error !== null && <Problem error={offer.error} />}
          <Button variant="default" loading={offer.isPending} onClick={() => offer.run({})}>
            {t('account.secondSetUp')}
          </Button>
        </>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            confirm.run({ body: { code } });
          }}
        >
          <Stack gap="sm">
            <Text>{t('account.secondScan')}</Text>
            {confirm.error !== null && <Problem error={confirm.error} />}
            <img src={offer.data.qr} width={180} height={180} alt={t('account.secondQr')} />
            <Text>
              {t('account.secondSecret')}: <Code>{offer.data.secret}</Code>
            </Text>
            <TextInput
              label={t('account.secondCode')}
              inputMode="numeric"
              autoComplete="one-time-code"
              required
              maxLength={20}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
            <Button type="submit" loading={confirm.isPending}>
              {t('account.secondConfirm')}
            </Button>
          </Stack>
        </form>
      )}
    </Stack>
  );
}

/** A code by mail at each sign-in, where there is no authenticator. The passphrase is asked for before it changes. */
function MailStep({ account }: { readonly account: Account }) {
  const t = useTexts('portal');
  const [mail, setMail] = useState('');
  const [present, setPresent] = useState('');
  const [code, setCode] = useState('');
  const offer = useAct(contract.offerMailStep);
  const changes = { changes: [contract.account] };
  const confirm = useAct(contract.confirmMailStep, { ...changes, onDone: () => offer.reset() });
  const drop = useAct(contract.dropMailStep, changes);
  const isOn = account.mailAddress !== null;
  const error = confirm.error ?? offer.error ?? drop.error;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (offer.isSuccess) return confirm.run({ body: { mail: mail.trim(), code } });
        if (present === '') return;
        if (isOn) drop.run({ body: { present } });
        else if (mail.trim() !== '') offer.run({ body: { mail: mail.trim(), present } });
      }}
    >
      <Stack gap="sm">
        <h2>{t('account.mailStep')}</h2>
        <Text>{isOn ? t('account.mailOn', { mail: account.mailAddress ?? '' }) : t('account.mailText')}</Text>
        {error !== null && <Problem error={error} />}
        {!offer.isSuccess && !isOn && (
          <TextInput
            label={t('ask.email')}
            autoComplete="email"
            inputMode="email"
            required
            maxLength={254}
            value={mail}
            onChange={(event) => setMail(event.currentTarget.value)}
          />
        )}
        {offer.isSuccess ? (
          <TextInput
            label={t('door.mailCode')}
            description={t('door.mailCodeHint')}
            inputMode="numeric"
            autoComplete="one-time-code"
            required
            maxLength={20}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        ) : (
          <PasswordInput
            label={t('door.passphrase')}
            autoComplete="current-password"
            required
            maxLength={256}
            value={present}
            onChange={(event) => setPresent(event.currentTarget.value)}
          />
        )}
        <Button type="submit" variant="default" loading={offer.isPending || confirm.isPending || drop.isPending}>
          {t(offer.isSuccess ? 'account.secondConfirm' : isOn ? 'account.mailOff' : 'apply.sendCode')}
        </Button>
      </Stack>
    </form>
  );
}

function Passphrase() {
  const t = useTexts('portal');
  const [present, setPresent] = useState('');
  const [next, setNext] = useState('');
  const change = useAct(contract.changePassphrase, {
    onDone: () => {
      setPresent('');
      setNext('');
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (present !== '' && next !== '') change.run({ body: { present, next } });
      }}
    >
      <Stack gap="sm">
        <h2>{t('account.passphrase')}</h2>
        {change.error !== null && <Problem error={change.error} />}
        <PasswordInput
          label={t('account.present')}
          autoComplete="current-password"
          required
          maxLength={256}
          value={present}
          onChange={(event) => setPresent(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('account.next')}
          description={t('invitation.passphraseHint')}
          autoComplete="new-password"
          required
          maxLength={256}
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={change.isPending}>
          {t('account.change')}
        </Button>
        <Text role="status">{change.isSuccess ? t('account.changed') : ''}</Text>
      </Stack>
    </form>
  );
}

function AnotherRecord() {
  const t = useTexts('portal');
  const [code, setCode] = useState('');
  const [born, setBorn] = useState(NO_PARTS);
  const [tried, setTried] = useState(false);
  const add = useAct(contract.addInvitation, { changes: [contract.account] });
  const birthDate = dayOf(born);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (birthDate !== undefined && code.trim() !== '') add.run({ body: { code, birthDate } });
      }}
    >
      <Stack gap="sm">
        <h2>{t('account.add')}</h2>
        <Text>{t('account.addText')}</Text>
        {add.error !== null && <Problem error={add.error} />}
        <TextInput
          label={t('invitation.code')}
          autoComplete="off"
          maxLength={80}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <DayParts
          legend={t('invitation.birthDate')}
          value={born}
          error={tried && birthDate === undefined ? t('date.wrong') : undefined}
          onChange={setBorn}
        />
        <Button type="submit" variant="default" loading={add.isPending}>
          {t('account.addSubmit')}
        </Button>
        <Text role="status">{add.isSuccess ? t('account.added') : ''}</Text>
      </Stack>
    </form>
  );
}

function Everywhere() {
  const t = useTexts('portal');
  const client = useQueryClient();
  const navigate = useNavigate();
  const signOut = useAct(contract.signOut, {
    onDone: () => {
      client.clear();
      void navigate({ to: portalPath });
    },
  });
  return (
    <Stack gap="sm">
      <h2>{t('account.everywhere')}</h2>
      <Text>{t('account.everywhereText')}</Text>
      {signOut.error !== null && <Problem error={signOut.error} />}
      <Button variant="default" loading={signOut.isPending} onClick={() => signOut.run({ body: { everywhere: true } })}>
        {t('account.everywhere')}
      </Button>
    </Stack>
  );
}
