import { Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import { DayParts, dayOf, NO_PARTS } from './DayParts.tsx';
import { portalPath } from './paths.ts';
import { PortalPage } from './PortalFrame.tsx';
import { Problem } from './Problem.tsx';
import { useLanguage } from './use-language.ts';

/** From the code on paper to an account. */
export default function InvitationPage() {
  const t = useTexts('portal');
  const [language, sayLanguage] = useLanguage();
  const navigate = useNavigate();
  const [code, setCode] = useState('');
  const [born, setBorn] = useState(NO_PARTS);
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const accept = useAct(contract.acceptInvitation, {
    changes: [contract.account],
    onDone: () => void navigate({ to: portalPath }),
  });
  const birthDate = dayOf(born);
  const differs = passphrase !== again;
  return (
    <PortalPage title={t('invitation.title')} language={language} onLanguage={sayLanguage}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (birthDate === undefined || differs || passphrase === '') return;
          accept.run({ body: { code, birthDate, name, passphrase, language } });
        }}
      >
        <Stack>
          <Text>{t('invitation.text')}</Text>
          {accept.error !== null && <Problem error={accept.error} />}
          <TextInput
            label={t('invitation.code')}
            description={t('invitation.codeHint')}
            required
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
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
          <TextInput
            label={t('invitation.name')}
            description={t('invitation.nameHint')}
            required
            autoComplete="username"
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('invitation.passphrase')}
            description={t('invitation.passphraseHint')}
            required
            autoComplete="new-password"
            maxLength={256}
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('invitation.again')}
            required
            autoComplete="new-password"
            maxLength={256}
            value={again}
            error={tried && differs ? t('invitation.differs') : undefined}
            onChange={(event) => setAgain(event.currentTarget.value)}
          />
          <Button type="submit" size="md" loading={accept.isPending}>
            {t('invitation.submit')}
          </Button>
          <Anchor component={Link} to={portalPath}>
            {t('invitation.haveOne')}
          </Anchor>
        </Stack>
      </form>
    </PortalPage>
  );
}
