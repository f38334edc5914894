import { Alert, Anchor, Button, NativeSelect, Text } from '@mantine/core';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, type ReactNode } from 'react';
import { ProblemError } from '../../../ui/api/problem-error.ts';
import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { LanguageField } from '../../../ui/fields/LanguageField.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Logo } from '../../../ui/shell/Logo.tsx';
import { contract } from '../contract.ts';
import { accountPath, historyPath, homePath, notesPath, papersPath, portalPath, requesterAskPath } from './paths.ts';
import classes from './portal.module.css';
import { Problem } from './Problem.tsx';
import { SignIn } from './SignIn.tsx';
import { type Language, useLanguage } from '../../../ui/use-language.ts';

export interface Account {
  readonly name: string;
  readonly signInName: string;
  readonly language: Language;
  readonly secondStep: boolean;
  readonly mailAddress: string | null;
  readonly requester: { readonly name: string; readonly organisation: string | null } | null;
  readonly records: readonly {
    readonly patientId: string;
    readonly name: string;
    readonly own: boolean;
    readonly open: boolean;
    readonly custodian: string;
  }[];
}

/** The page around everything of the realm: brand, language, one heading. Nothing of the desk's frame. */
export function PortalPage({
  title,
  language,
  onLanguage,
  nav,
  signOut,
  children,
}: {
  readonly title: string;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  readonly nav?: ReactNode;
  readonly signOut?: ReactNode;
  readonly children: ReactNode;
}) {
  const t = useTexts('portal');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${t('title')}`;
    if (document.activeElement === null || document.activeElement === document.body) heading.current?.focus();
  }, [title, t]);
  return (
    <div className={classes['frame']}>
      <header>
        <div className={classes['head']}>
          <span className={classes['brand']}>
            <Logo />
            {t('title')}
          </span>
          <div className={classes['head']}>
            <LanguageField label={t('frame.language')} language={language} onLanguage={onLanguage} />
            {signOut}
          </div>
        </div>
        {nav}
      </header>
      <main>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
      </main>
    </div>
  );
}

/** A page for who is signed in, and the sign-in where nobody is. Each record is judged by the server at every request. */
export function SignedIn({
  title,
  patientId,
  requester,
  children,
}: {
  readonly title: (account: Account) => string;
  readonly patientId?: string;
  /** What stands here for the account of a requester, which has no record. */
  readonly requester?: (account: Account) => ReactNode;
  readonly children: (account: Account, patientId: string) => ReactNode;
}) {
  const t = useTexts('portal');
  const [language, sayLanguage] = useLanguage();
  const client = useQueryClient();
  const navigate = useNavigate();
  const read = useRead(contract.account, {});
  const keep = useAct(contract.sayLanguage, { changes: [contract.account] });
  const signOut = useAct(contract.signOut, {
    onDone: () => {
      client.clear();
      void navigate({ to: portalPath });
      void read.refetch();
    },
  });
  const account = read.data as Account | undefined;
  const isStranger = read.error instanceof ProblemError && read.error.problem.status === 401;
  const onLanguage = (next: Language) => {
    sayLanguage(next);
    if (account !== undefined && !isStranger) keep.run({ body: { language: next } });
  };
  if (isStranger)
    return (
      <PortalPage title={t('door.title')} language={language} onLanguage={onLanguage}>
        <SignIn onDone={() => void read.refetch()} />
      </PortalPage>
    );
  if (account === undefined)
    return (
      <PortalPage title={t('title')} language={language} onLanguage={onLanguage}>
        {read.error === null ? <Text role="status">{t('frame.loading')}</Text> : <Problem error={read.error} />}
      </PortalPage>
    );
  const record = account.records.find((each) => each.patientId === patientId) ?? account.records[0];
  return (
    <PortalPage
      title={title(account)}
      language={language}
      onLanguage={onLanguage}
      nav={<Places account={account} patientId={record?.patientId} />}
      signOut={
        <Button
          size="xs"
          variant="default"
          leftSection={<Icon name="leave" size={16} />}
          loading={signOut.isPending}
          onClick={() => signOut.run({ body: { everywhere: false } })}
        >
          {t('frame.signOut')}
        </Button>
      }
    >
      {account.requester !== null ? (
        (requester?.(account) ?? <Text>{t('frame.nothing')}</Text>)
      ) : record === undefined ? (
        <Text>{t('frame.nothing')}</Text>
      ) : record.open ? (
        children(account, record.patientId)
      ) : (
        <Alert role="alert" icon={<Icon name="lock" />} title={record.name}>
          {t('frame.closed')}
        </Alert>
      )}
    </PortalPage>
  );
}

function Places({ account, patientId }: { readonly account: Account; readonly patientId: string | undefined }) {
  const t = useTexts('portal');
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const places = [
    { to: patientId === undefined ? portalPath : homePath(patientId), text: t('frame.home') },
    ...(account.requester === null ? [] : [{ to: requesterAskPath, text: t('home.ask') }]),
    ...(patientId === undefined
      ? []
      : [
          { to: papersPath(patientId), text: t('frame.papers') },
          { to: notesPath(patientId), text: t('frame.notes') },
          { to: historyPath(patientId), text: t('frame.history') },
        ]),
    { to: accountPath, text: t('frame.account') },
  ];
  return (
    <>
      {account.records.length > 1 && (
        <NativeSelect
          label={t('frame.whose')}
          mb="xs"
          value={patientId ?? ''}
          data={account.records.map(({ patientId: value, name, own }) => ({
            value,
            label: `${name} (${own ? t('frame.you') : t('frame.actsFor')})`,
          }))}
          onChange={(event) => void navigate({ to: homePath(event.currentTarget.value) })}
        />
      )}
      <nav aria-label={t('frame.main')}>
        <ul className={classes['nav']}>
          {places.map(({ to, text }, at) => (
            <li key={to}>
              <Anchor
                component={Link}
                to={to}
                activeOptions={{ exact: true }}
                {...(pathname === to || (at === 0 && pathname === portalPath)
                  ? { 'aria-current': 'page' as const }
                  : {})}
              >
                {text}
              </Anchor>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
