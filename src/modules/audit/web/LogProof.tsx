import { Alert, Button, Group, Text } from '@mantine/core';
import { useAct } from '../../../ui/api/reads.tsx';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { contract } from '../contract.ts';
import classes from './audit.module.css';

/** The integrity strip: says when asked, and says plainly when something is wrong. */
export function LogProof() {
  const t = useTexts('audit');
  const proof = useAct(contract.verify);
  const run = () => proof.run({});
  useCommands([{ id: 'audit.verify', label: t('proof.run'), keys: ['v'], run, reversal: 'reading' }]);
  const answer = proof.data;
  return (
    <section className={classes['proof']} aria-label={t('proof.title')}>
      <Group justify="space-between">
        <div>
          <Text fw={600}>{t('proof.title')}</Text>
          <Text size="sm" c="dimmed" maw="46rem">
            {t('proof.why')}
          </Text>
        </div>
        <Button
          variant="default"
          leftSection={<Icon name="shield" size={16} />}
          loading={proof.isPending}
          onClick={run}
        >
          {t('proof.run')}
        </Button>
      </Group>
      <div role="status">
        {answer !== undefined && answer.firstBad === undefined && (
          <Group gap="xs" mt="sm">
            <Mark tone="good" icon="check">
              {t('proof.good', { count: answer.verified })}
            </Mark>
            {answer.younger > 0 && <Text size="sm">{t('proof.young', { count: answer.younger })}</Text>}
          </Group>
        )}
      </div>
      {answer?.firstBad !== undefined && (
        <Alert mt="sm" role="alert" color="red" title={t('proof.bad')} icon={<Icon name="alert" />}>
          {t('proof.badText', { verified: answer.verified, entries: answer.entries, reason: answer.firstBad.reason })}
        </Alert>
      )}
      {proof.error !== null && <ProblemNotice error={proof.error} onRetry={run} takeFocus />}
    </section>
  );
}
