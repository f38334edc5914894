import { Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { Notice } from '../../../ui/feedback/Notice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { useDates } from '../../../ui/use-dates.ts';
import classes from './release.module.css';

export interface NewLink {
  readonly url: string;
  readonly passcode: string;
  readonly expiresAt: string;
}

/** Shown once: only hashes are kept. The passcode goes another way than the link. */
export function HandedLink({ link, onClose }: { readonly link: NewLink; readonly onClose: () => void }) {
  const t = useTexts('release');
  const dates = useDates();
  return (
    <Notice tone="info" icon="key" title={t('link.title')} alerts>
      <Stack gap="xs">
        <Text size="sm">{t('link.text', { at: dates.instant(link.expiresAt) })}</Text>
        <Secret label={t('link.link')} value={link.url} />
        <Secret label={t('link.passcode')} value={link.passcode} />
        <Group>
          <Button size="xs" variant="default" onClick={onClose}>
            {t('link.noted')}
          </Button>
        </Group>
      </Stack>
    </Notice>
  );
}

function Secret({ label, value }: { readonly label: string; readonly value: string }) {
  const t = useTexts('release');
  return (
    <Group gap="xs">
      <Text size="sm" fw={600}>
        {label}
      </Text>
      <Code className={classes['digest'] ?? ''}>{value}</Code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button size="compact-xs" variant="default" onClick={copy} aria-label={t('link.copyOf', { label })}>
            {t(copied ? 'link.copied' : 'link.copy')}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
