import { Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTexts } from '../../../../ui/i18n.ts';
import { useOpens } from '../../../../ui/module.ts';
import { useMay } from '../../../../ui/session.ts';
import { type ReleaseCase } from '../case.ts';
import { TakePaperBack } from './TakePaperBack.tsx';

/** The pages that came with a case: each opens, and one of another case goes back. */
export function PapersOfCase({ open }: { readonly open: ReleaseCase }) {
  const t = useTexts('release');
  const may = useMay();
  const opens = useOpens();
  return (
    <>
      {open.intakePages.map((paper) => (
        <Group key={`${paper.itemId} ${paper.pages.join()}`} gap="md">
          <Link to={opens('intake', paper.itemId, null) ?? '#'} target="_blank" rel="noopener">
            {t('received.seePages', { count: paper.pages.length })}
          </Link>
          {may('release/work') && <TakePaperBack open={open} paper={paper} />}
        </Group>
      ))}
    </>
  );
}
