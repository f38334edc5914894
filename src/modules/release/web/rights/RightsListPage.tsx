import { Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { rightsContract } from '../../rights/contract.ts';
import { ListActions } from '../ListActions.tsx';
import { rightsSettingPath } from '../paths.ts';
import { RightsTable } from './RightsTable.tsx';

/** What patients asked of the record itself and what waits for somebody, the most urgent first. */
export default function RightsListPage() {
  const t = useTexts('release');
  const read = useRead(rightsContract.rightsThatWait, {}, { live: ['release.'] });
  return (
    <Page
      title={t('patientRights.title')}
      actions={
        <ListActions updatedAt={read.dataUpdatedAt}>
          <Button component={Link} to={rightsSettingPath} variant="default" size="xs">
            {t('rightsSetting.open')}
          </Button>
        </ListActions>
      }
    >
      <Text size="sm" maw="52rem">
        {t('patientRights.intro')}
      </Text>
      <RightsTable
        label={t('patientRights.title')}
        rows={read.data?.requests}
        error={read.error}
        onRetry={() => void read.refetch()}
        empty={<Empty icon="check" title={t('patientRights.noneWait')} text={t('patientRights.noneWaitText')} />}
      />
    </Page>
  );
}
