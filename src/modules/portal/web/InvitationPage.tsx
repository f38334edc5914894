import { Anchor, Button, Stack, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '../../../ui/api/reads.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import { CodeField } from './CodeField.tsx';
import { Credentials, useCredentials } from './Credentials.tsx';
import { DayParts, dayOf, NO_PARTS } from './DayParts.tsx';
import { portalPath } from './paths.ts';
import { PortalPage } from './PortalFrame.tsx';
import { Problem } from './Problem.tsx';
import { useLanguage } from '../../../ui/use-language.ts';

/** From the code on paper to an account. */
export default function InvitationPage() {
  const t = useTexts('portal');
  const [language, sayLanguage] = useLanguage();
  const navigate = useNavigate();
  const [code, setCode] = useState('');
  const [born, setBorn] = useState(NO_PARTS);
  const credentials = useCredentials();
  const [tried, setTried] = useState(false);
  const accept = useAct(contract.acceptInvitation, {
    changes: [contract.account],
    onDone: () => void navigate({ to: portalPath }),
  });
  const birthDate = dayOf(born);
  return (
    <PortalPage title={t('invitation.title')} language={language} onLanguage={sayLanguage}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (birthDate === undefined || credentials.differs || !credentials.filled) return;
          const { name, passphrase } = credentials;
          accept.run({ body: { code, birthDate, name: name.value, passphrase: passphrase.value, language } });
        }}
      >
        <Stack>
          <Text>{t('invitation.text')}</Text>
          {accept.error !== null && <Problem error={accept.error} />}
          <CodeField value={code} onChange={setCode} />
          <DayParts
            legend={t('invitation.birthDate')}
            value={born}
            error={tried && birthDate === undefined ? t('date.wrong') : undefined}
            onChange={setBorn}
          />
          <Credentials of={credentials} chosen tried={tried} />
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
