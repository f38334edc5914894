import { Anchor, Button, Stack, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '../../../../ui/api/reads.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { contract } from '../../contract.ts';
import { requesterContract } from '../../requesters/contract.ts';
import { CodeField } from '../CodeField.tsx';
import { Credentials, useCredentials } from '../Credentials.tsx';
import { portalPath } from '../paths.ts';
import { PortalPage } from '../PortalFrame.tsx';
import { Problem } from '../Problem.tsx';
import { useLanguage } from '../../../../ui/use-language.ts';

/** From the code that the desk gave a firm, an insurer or another provider to an account. */
export default function RequesterInvitationPage() {
  const t = useTexts('portal');
  const [language, sayLanguage] = useLanguage();
  const navigate = useNavigate();
  const [code, setCode] = useState('');
  const credentials = useCredentials();
  const [tried, setTried] = useState(false);
  const accept = useAct(requesterContract.acceptAsRequester, {
    changes: [contract.account],
    onDone: () => void navigate({ to: portalPath }),
  });
  return (
    <PortalPage title={t('firm.invitationTitle')} language={language} onLanguage={sayLanguage}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (credentials.differs || !credentials.filled) return;
          const { name, passphrase } = credentials;
          accept.run({ body: { code, name: name.value, passphrase: passphrase.value, language } });
        }}
      >
        <Stack>
          <Text>{t('firm.invitationText')}</Text>
          {accept.error !== null && <Problem error={accept.error} />}
          <CodeField value={code} onChange={setCode} />
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
