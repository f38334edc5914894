import { List, Text } from '@mantine/core';
import { useTexts } from '../../../ui/i18n.ts';
import { useDates } from '../../../ui/use-dates.ts';
import { type ReleaseCase } from './case.ts';

type Packet = NonNullable<ReleaseCase['packet']>;

/** Why a packet could not be made, of which documents, and what to do about it. */
export function PacketFailure({ open, packet }: { readonly open: ReleaseCase; readonly packet: Packet }) {
  const t = useTexts('release');
  const dates = useDates();
  const nameOf = (documentId: string) => {
    const found = open.scope?.documents.find((each) => each.documentId === documentId);
    if (found === undefined) return t('packet.unseenDocument');
    const day = found.date === null ? null : dates.day(found.date);
    return [found.typeName, found.title, day].filter((part) => part !== null).join(' · ');
  };
  const code = packet.failedCode ?? '';
  return (
    <>
      <Text size="sm">
        {t(`packet.why.${code.replace('/', '-')}`, { code, defaultValue: t('packet.whyElse', { code }) })}
      </Text>
      {packet.failedDocuments.length > 0 && (
        <List size="sm" mt="xs">
          {packet.failedDocuments.map(({ documentId, reason }) => (
            <List.Item key={documentId}>
              {nameOf(documentId)}: {t(`packet.unusable.${reason}`, { defaultValue: reason })}
            </List.Item>
          ))}
        </List>
      )}
    </>
  );
}
