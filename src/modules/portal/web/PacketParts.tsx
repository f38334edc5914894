import { Stack, Text } from '@mantine/core';
import { useTexts } from '../../../ui/i18n.ts';
import { SaveButton } from './SaveButton.tsx';
import { dayIn } from '../../../ui/use-language.ts';

export interface PacketShown {
  readonly number: string;
  readonly encrypted: boolean;
  readonly expiresAt: string;
  readonly volumes: readonly { readonly volume: number; readonly bytes: number; readonly left: number | null }[];
}

/** The volumes of a packet that can be fetched, and until when. */
export function PacketParts({
  packet,
  language,
  onSave,
}: {
  readonly packet: PacketShown;
  readonly language: string;
  readonly onSave: (volume: number, name: string) => Promise<void>;
}) {
  const t = useTexts('portal');
  return (
    <Stack gap="xs">
      {packet.volumes.map(({ volume, bytes, left }) =>
        left === 0 ? (
          <Text key={volume} size="sm">
            {t('home.usedUp', { volume, count: packet.volumes.length })}
          </Text>
        ) : (
          <SaveButton key={volume} onSave={() => onSave(volume, `${packet.number}-${volume}.pdf`)}>
            {t(packet.volumes.length === 1 ? 'home.downloadOne' : 'home.download', {
              volume,
              size: Math.ceil(bytes / 1024).toLocaleString(language),
            })}
          </SaveButton>
        ),
      )}
      {packet.volumes.some(({ left }) => left !== 0) && (
        <Text size="sm">{t('home.until', { day: dayIn(language, packet.expiresAt) })}</Text>
      )}
      {packet.encrypted && <Text size="sm">{t('home.encrypted')}</Text>}
    </Stack>
  );
}
