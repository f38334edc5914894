import { Button, Group, Stack, Text } from '@mantine/core';
import { Dialog } from '../../../../ui/feedback/Dialog.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useDates } from '../../../../ui/use-dates.ts';
import classes from '../portal.module.css';

/** The code of an invitation, shown once; without it what became of it stands in `text`. */
export function HandedCode({
  made,
  text,
  onClose,
}: {
  readonly made: {
    readonly name: string;
    readonly code: string | null;
    readonly expiresAt: string;
    readonly url: string;
  };
  readonly text: string;
  readonly onClose: () => void;
}) {
  const t = useTexts('portal');
  const dates = useDates();
  return (
    <Dialog opened title={t('staff.codeTitle', { name: made.name })} onClose={onClose}>
      <Stack>
        <Text>{text}</Text>
        {made.code !== null && (
          <>
            <Text>{t('staff.codeUntil', { day: dates.instant(made.expiresAt) })}</Text>
            <Text data-invitation-code className={classes['code'] ?? ''}>
              {made.code}
            </Text>
            <Text>
              {t('staff.address')}: {made.url}
            </Text>
          </>
        )}
        <Group justify="flex-end">
          {made.code !== null && (
            <Button variant="default" onClick={() => window.print()}>
              {t('staff.print')}
            </Button>
          )}
          <Button onClick={onClose}>{t('staff.close')}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
