import { Tabs, Text } from '@mantine/core';
import { useTexts } from '../../../../ui/i18n.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { useAddress } from '../../../../ui/use-address.ts';
import { HeaderPart } from './HeaderPart.tsx';
import { LabelPart } from './LabelPart.tsx';
import { LanePart } from './LanePart.tsx';
import { PaperPart } from './PaperPart.tsx';

const PARTS = { labels: LabelPart, lane: LanePart, paper: PaperPart, headers: HeaderPart } as const;
const KEYS = ['labels', 'lane', 'paper', 'headers'] as const;

/** What this site tells intake about its own paper: labels, what cannot wait, what is expected, how reports are headed. */
export default function SiteRulesPage() {
  const t = useTexts('intake');
  const [{ part }, change] = useAddress(['part']);
  const shown = KEYS.find((key) => key === part) ?? 'labels';
  return (
    <Page title={t('siteRules.title')}>
      <Text size="sm" mb="md" maw="60rem">
        {t('siteRules.intro')}
      </Text>
      <Tabs value={shown} onChange={(next) => change({ part: next ?? undefined })} keepMounted={false}>
        <Tabs.List aria-label={t('siteRules.title')} mb="md">
          {KEYS.map((key) => (
            <Tabs.Tab key={key} value={key}>
              {t(`siteRules.tabs.${key}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {KEYS.map((key) => {
          const Part = PARTS[key];
          return (
            <Tabs.Panel key={key} value={key}>
              <Part />
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </Page>
  );
}
