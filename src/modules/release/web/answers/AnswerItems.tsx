import { Accordion, Group, Text } from '@mantine/core';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { componentContract } from '../../components/contract.ts';
import { type ReleaseCase } from '../case.ts';
import classes from '../release.module.css';
import { ComponentsSection } from './ComponentsSection.tsx';
import { OutcomesSection } from './OutcomesSection.tsx';

/** Two parts of the case page: what the case is made of, and what became of it. */
export function AnswerItems({ open, shown }: { readonly open: ReleaseCase; readonly shown: readonly string[] }) {
  const t = useTexts('release');
  const read = useRead(componentContract.components, { params: { id: open.id } }, { live: ['release.'] });
  const owed = read.data?.owed ?? 0;
  const late = read.data?.components.filter((each) => each.late).length ?? 0;
  return (
    <>
      <Accordion.Item value="components" id="stage-components" className={classes['stage'] ?? ''}>
        <Accordion.Control>
          <Group justify="space-between" gap="xs">
            <Text fw={600}>{t('answers.components')}</Text>
            {owed > 0 && (
              <Mark tone={late > 0 ? 'danger' : 'attention'}>
                {late > 0 ? t('answers.lateCount', { count: late }) : t('answers.owedCount', { count: owed })}
              </Mark>
            )}
          </Group>
        </Accordion.Control>
        <Accordion.Panel>{shown.includes('components') && <ComponentsSection open={open} />}</Accordion.Panel>
      </Accordion.Item>
      <Accordion.Item value="outcome" id="stage-outcome" className={classes['stage'] ?? ''}>
        <Accordion.Control>
          <Text fw={600}>{t('answers.outcome')}</Text>
        </Accordion.Control>
        <Accordion.Panel>{shown.includes('outcome') && <OutcomesSection open={open} />}</Accordion.Panel>
      </Accordion.Item>
    </>
  );
}
