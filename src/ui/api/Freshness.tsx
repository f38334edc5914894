import { Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTexts } from '../i18n.ts';
import { useLiveConnected } from './reads.tsx';

const LOOK_EVERY_MS = 5_000;

/** "Live" while the news comes by itself; otherwise how old the answer on the screen is. */
export function Freshness({ updatedAt }: { readonly updatedAt: number }) {
  const t = useTexts('ui');
  const connected = useLiveConnected();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  if (updatedAt === 0) return null;
  const seconds = Math.floor((now - updatedAt) / 1_000);
  const old =
    seconds < 5
      ? t('live.fresh')
      : seconds < 120
        ? t('live.seconds', { count: seconds })
        : t('live.minutes', { count: Math.floor(seconds / 60) });
  return (
    <Text size="xs" c="dimmed" component="span">
      {connected ? t('live.now') : old}
    </Text>
  );
}
