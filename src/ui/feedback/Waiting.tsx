import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTexts } from '../i18n.ts';

const TEXT_AFTER_MS = 1_000;
const STILL_AFTER_MS = 10_000;

export interface WaitingProps {
  /** Rows of the shape that is coming. */
  readonly rows?: number;
  readonly what?: string;
  readonly onCancel?: () => void;
}

/** A skeleton first, words after a second, "still working" with a way out after ten (research/ux.md 3). */
export function Waiting({ rows = 5, what, onCancel }: WaitingProps) {
  const t = useTexts('ui');
  const [stage, setStage] = useState<'bones' | 'words' | 'still'>('bones');
  useEffect(() => {
    const words = setTimeout(() => setStage('words'), TEXT_AFTER_MS);
    const still = setTimeout(() => setStage('still'), STILL_AFTER_MS);
    return () => {
      clearTimeout(words);
      clearTimeout(still);
    };
  }, []);
  return (
    <Stack gap="xs" aria-busy>
      <Text size="sm" c="dimmed" role="status" mih="1.4em">
        {stage === 'words' && (what ?? t('loading'))}
        {stage === 'still' && t('stillLoading')}
      </Text>
      {stage === 'still' && onCancel !== undefined && (
        <Group>
          <Button size="xs" variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
        </Group>
      )}
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={18} width={`${100 - (row % 3) * 12}%`} />
      ))}
    </Stack>
  );
}
