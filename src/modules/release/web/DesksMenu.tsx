import { Button, Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useMay } from '../../../ui/session.ts';
import {
  courtPath,
  directoryPath,
  invoicesPath,
  listsPath,
  payersPath,
  printRunPath,
  reportPath,
  rightsListPath,
} from './paths.ts';

const DESKS = [
  { path: courtPath, label: 'court.desk', right: undefined },
  { path: payersPath, label: 'payer.list.title', right: undefined },
  { path: rightsListPath, label: 'patientRights.title', right: undefined },
  { path: listsPath, label: 'lists.title', right: 'release/work' },
  { path: printRunPath, label: 'dispatch.toPrintRun', right: 'release/deliver' },
  { path: invoicesPath, label: 'fee.list.title', right: 'release/bill' },
  { path: directoryPath, label: 'directory.title', right: undefined },
  { path: reportPath, label: 'report.title', right: 'release/report' },
] as const;

/** The other lists of release: too many for a row of buttons beside the one that is pressed all day. */
export function DesksMenu() {
  const t = useTexts('release');
  const may = useMay();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" rightSection={<Icon name="down" size={14} />}>
          {t('list.desks')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {DESKS.filter(({ right }) => right === undefined || may(right)).map(({ path, label }) => (
          <Menu.Item key={path} component={Link} to={path}>
            {t(label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
