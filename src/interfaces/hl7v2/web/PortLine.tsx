import { Group, Text } from '@mantine/core';
import { useRead } from '../../../ui/api/reads.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import { WATCH_MS } from './sender.ts';

const TONES = { open: 'good', closed: 'danger', off: 'neutral' } as const;

/** The door itself: whether it is open, how it is secured, who may knock. */
export function PortLine() {
  const t = useTexts('hl7v2');
  const read = useRead(contract.port, {}, { everyMs: WATCH_MS });
  const port = read.data;
  if (read.error !== null) return <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />;
  if (port === undefined) return null;
  return (
    <Group gap="sm">
      <Mark tone={TONES[port.state]}>{t(`port.${port.state}`, { port: port.port, host: port.host })}</Mark>
      <Text size="sm" c="dimmed">
        {[
          t('port.connections', { count: port.connections }),
          t(port.tls ? (port.clientCertificates ? 'port.tlsClients' : 'port.tls') : 'port.plain'),
          port.allowed.length === 0 ? t('port.loopback') : t('port.allowed', { addresses: port.allowed.join(', ') }),
        ].join(' · ')}
      </Text>
    </Group>
  );
}
