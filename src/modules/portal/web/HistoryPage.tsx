import { Card, Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useRead } from '../../../ui/api/reads.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import classes from './portal.module.css';
import { SignedIn } from './PortalFrame.tsx';
import { Problem } from './Problem.tsx';
import { SaveButton } from './SaveButton.tsx';
import { saveFile } from './save-file.ts';
import { dayIn } from '../../../ui/use-language.ts';

export default function HistoryPage() {
  const t = useTexts('portal');
  const { patientId = '' } = useParams({ strict: false });
  return (
    <SignedIn title={() => t('history.title')} patientId={patientId}>
      {(account, record) => <History patientId={record} language={account.language} />}
    </SignedIn>
  );
}

/** To whom records went by the accounting, who looked at them, and the letters that left for the person. */
function History({ patientId, language }: { readonly patientId: string; readonly language: string }) {
  const t = useTexts('portal');
  const accounting = useRead(contract.disclosures, { params: { patientId } });
  const accesses = useRead(contract.accesses, {
    params: { patientId },
    query: { language: language === 'es' ? 'es' : 'en' },
  });
  const letters = useRead(contract.letters, { params: { patientId } });
  return (
    <Stack>
      <h2>{t('history.disclosures')}</h2>
      {accounting.error !== null && <Problem error={accounting.error} />}
      {accounting.data !== undefined && (
        <>
          <Text>
            {t('history.window', {
              from: dayIn(language, accounting.data.from),
              to: dayIn(language, accounting.data.to),
            })}
          </Text>
          <Text size="sm">{t('history.notAll')}</Text>
          {accounting.data.disclosures.length === 0 && <Text>{t('history.none')}</Text>}
          <ul className={classes['list']}>
            {accounting.data.disclosures.map((each) => (
              <li key={each.id}>
                <Card withBorder padding="sm">
                  <Text fw={600}>{each.recipient}</Text>
                  <Text size="sm">{dayIn(language, each.on)}</Text>
                  {each.recipientAddress.length > 0 && <Text size="sm">{each.recipientAddress.join(', ')}</Text>}
                  <Text>
                    {t('history.what')}: {each.description}
                  </Text>
                  <Text>
                    {t('history.why')}: {each.purpose}
                  </Text>
                </Card>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{t('history.accesses')}</h2>
      {accesses.error !== null && <Problem error={accesses.error} />}
      {accesses.data !== undefined && (
        <>
          <Text>
            {t('history.window', { from: dayIn(language, accesses.data.from), to: dayIn(language, accesses.data.to) })}
          </Text>
          {accesses.data.more && <Text size="sm">{t('history.moreAccesses')}</Text>}
          {accesses.data.accesses.length === 0 && <Text>{t('history.none')}</Text>}
          <ul className={classes['list']}>
            {accesses.data.accesses.map((line) => (
              <li key={JSON.stringify(line)}>
                <Text>
                  <strong>{line.who}</strong> {line.did} {line.kind}
                </Text>
                <Text size="sm">
                  {line.when}. {t('history.why')}: {line.why}
                </Text>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{t('history.letters')}</h2>
      {letters.error !== null && <Problem error={letters.error} />}
      {letters.data !== undefined && letters.data.letters.length === 0 && <Text>{t('history.noLetters')}</Text>}
      <ul className={classes['list']}>
        {(letters.data?.letters ?? []).map((letter) => (
          <li key={letter.number}>
            <Text>
              {t('history.letter', { number: letter.number, day: dayIn(language, letter.datedOn) })},{' '}
              {t(letter.channel === 'mail' ? 'history.mail' : 'history.print')}
            </Text>
            <SaveButton
              quiet
              onSave={() => saveFile(contract.letter, { patientId, letterId: letter.id }, `${letter.number}.pdf`)}
            >
              {t('history.saveLetter', { number: letter.number })}
            </SaveButton>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
