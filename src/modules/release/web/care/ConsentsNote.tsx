import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import { casePath } from '../paths.ts';
import { type CarePreview } from './care-words.ts';

/** Records are held for want of a consent, and another case has one: whom it names only its form says. */
export function ConsentsNote({ consents }: { readonly consents: CarePreview['consents'] }) {
  const t = useTexts('release');
  const dates = useDates();
  if (consents.length === 0) return null;
  return (
    <Notice tone="info" title={t('care.consents.title')}>
      <Stack gap={4}>
        <Text size="sm">{t('care.consents.text')}</Text>
        {consents.map(({ requestId, number, requester, signedOn, expiresOn }) => (
          <Text key={requestId} size="sm">
            <Anchor component={Link} to={casePath(requestId)}>
              {number}
            </Anchor>
            {[
              requester,
              signedOn === null ? null : t('care.consents.signed', { day: dates.day(signedOn) }),
              expiresOn === null ? null : t('care.consents.until', { day: dates.day(expiresOn) }),
            ]
              .filter((each) => each !== null)
              .map((each) => ` · ${each}`)
              .join('')}
          </Text>
        ))}
      </Stack>
    </Notice>
  );
}
