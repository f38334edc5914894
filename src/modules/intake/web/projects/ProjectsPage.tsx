import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Empty } from '../../../../ui/feedback/Empty.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { useMay } from '../../../../ui/session.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { type Column, RecordsTable } from '../../../../ui/table/RecordsTable.tsx';
import { useDates } from '../../../../ui/use-dates.ts';
import { projects } from '../../projects/contract.ts';
import { projectPath } from '../paths.ts';
import { ProjectDialog } from './ProjectDialog.tsx';

type Project = ResponseOf<typeof projects.list>['projects'][number];
const keyOf = (project: Project) => project.id;

/** Paper-to-electronic projects with how far they are. */
export default function ProjectsPage() {
  const t = useTexts('intake');
  const may = useMay();
  const dates = useDates();
  const navigate = useNavigate();
  const [opening, setOpening] = useState(false);
  const list = useRead(projects.list, {}, { live: ['intake.'] });
  useCommands([
    {
      ...{ id: 'intake.project-new', label: t('projects.new'), keys: ['n'], reversal: 'reversible' as const },
      ...{ run: () => setOpening(true), disabled: !may('intake/plan') },
    },
  ]);
  const columns: Column<Project>[] = [
    { key: 'name', header: t('projects.name'), names: true, cell: ({ name }) => name },
    {
      ...{ key: 'boxes', header: t('projects.boxes'), align: 'end' as const },
      cell: ({ boxes, plannedBoxes }) =>
        plannedBoxes === null ? boxes : t('projects.someOf', { n: boxes, of: plannedBoxes }),
    },
    {
      ...{ key: 'pages', header: t('projects.pagesSettled'), align: 'end' as const },
      cell: ({ images, settled }) => t('projects.someOf', { n: settled, of: images }),
    },
    { key: 'started', header: t('projects.startedOn'), solid: true, cell: ({ startedOn }) => dates.day(startedOn) },
    {
      ...{ key: 'target', header: t('projects.targetOn'), solid: true },
      cell: ({ targetOn }) => (targetOn === null ? '' : dates.day(targetOn)),
    },
  ];
  return (
    <Page
      title={t('projects.title')}
      actions={
        may('intake/plan') && (
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setOpening(true)}>
            {t('projects.new')}
          </Button>
        )
      }
    >
      <RecordsTable
        label={t('projects.title')}
        columns={columns}
        rows={list.data?.projects}
        rowKey={keyOf}
        error={list.error ?? undefined}
        onRetry={() => void list.refetch()}
        onOpen={({ id }) => void navigate({ to: projectPath(id) })}
        empty={<Empty icon="tray" title={t('projects.empty')} text={t('projects.emptyText')} />}
      />
      {opening && <ProjectDialog onClose={() => setOpening(false)} />}
    </Page>
  );
}
