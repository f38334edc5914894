import { Button, Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '../../../ui/i18n.ts';
import { Icon, type IconName } from '../../../ui/icons.tsx';
import { useCommands } from '../../../ui/keys/KeysProvider.tsx';
import { type Reversal } from '../../../ui/keys/scopes.ts';
import { Shortcut } from '../../../ui/keys/Shortcut.tsx';
import { useMay } from '../../../ui/session.ts';
import { AmendDialog } from './AmendDialog.tsx';
import { CorrectDialog } from './CorrectDialog.tsx';
import { LabelDialog } from './LabelDialog.tsx';
import { LateDialog } from './late/LateDialog.tsx';
import { StatusDialog } from './late/StatusDialog.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { type OpenedDocument } from './opened-document.ts';
import { OutsideDialog } from './outside/OutsideDialog.tsx';
import { ReindexDialog } from './ReindexDialog.tsx';
import { SignDialog } from './SignDialog.tsx';
import { StandAgainDialog, StrikeDialog } from './StrikeDialog.tsx';

type ActName =
  'sign' | 'amend' | 'correct' | 'reindex' | 'outside' | 'move' | 'label' | 'strike' | 'stand' | 'status' | 'late';

interface OfferedAct {
  readonly name: ActName;
  readonly icon: IconName;
  readonly key: string;
  readonly permission: string;
  readonly reversal: Reversal;
  readonly fits: boolean;
}

/** What may be done with a document; each act asks for what the record needs to know about it. */
export function DocumentActs({ document }: { readonly document: OpenedDocument }) {
  const t = useTexts('documents');
  const may = useMay();
  const [doing, setDoing] = useState<ActName>();
  const { summary } = document;
  const stands = summary.enteredInError === null;
  const waitsForPatient =
    summary.enteredInError?.cause === 'wrong-patient' &&
    !summary.enteredInError.pagesReturned &&
    !document.links.some(({ kind }) => kind === 'moved-to');
  const all: readonly OfferedAct[] = [
    act('sign', 'check', 's', 'documents/sign', 'irreversible', stands && summary.outside === null),
    act('amend', 'plus', 'a', 'documents/amend', 'by-new-act', stands),
    act('correct', 'undo', 'c', 'documents/correct', 'by-new-act', stands),
    act('reindex', 'tag', 'e', 'documents/correct', 'by-new-act', stands),
    act('outside', 'download', 'o', 'documents/correct', 'by-new-act', stands),
    act('move', 'people', 'm', 'documents/correct', 'by-new-act', stands || waitsForPatient),
    act('label', 'lock', 'l', 'documents/correct', 'reversible', stands),
    act('status', 'pages', 'v', 'documents/correct', 'by-new-act', stands),
    act('late', 'clock', 'k', 'documents/answer-late', 'by-new-act', stands && summary.late?.answer === null),
    act('strike', 'cross', 'Shift+e', 'documents/correct', 'reversible', stands),
    act(
      'stand',
      'undo',
      'Shift+e',
      'documents/correct',
      'reversible',
      !stands && summary.enteredInError?.pagesReturned !== true,
    ),
  ];
  const offered = all.filter(({ permission, fits }) => fits && may(permission));
  useCommands(
    offered.map(({ name, key, reversal }) => ({
      ...{ id: `document.${name}`, label: t(`acts.${name}`), group: t('acts.group'), keys: [key], reversal },
      run: () => setDoing(name),
    })),
  );
  const close = () => setDoing(undefined);
  return (
    <>
      {offered.length > 0 && (
        <Menu position="bottom-end" width={250}>
          <Menu.Target>
            <Button size="xs" variant="default" rightSection={<Icon name="down" size={14} />}>
              {t('acts.menu')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {offered.map(({ name, icon, key }) => (
              <Menu.Item
                key={name}
                leftSection={<Icon name={icon} size={16} />}
                rightSection={<Shortcut keys={key} />}
                onClick={() => setDoing(name)}
              >
                {t(`acts.${name}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {may('audit/search') && (
        <Button component={Link} to={`/audit?patient=${summary.patientId}`} size="xs" variant="default">
          {t('acts.looked')}
        </Button>
      )}
      {doing === 'sign' && <SignDialog document={document} onClose={close} />}
      {doing === 'amend' && <AmendDialog document={document} onClose={close} />}
      {doing === 'correct' && <CorrectDialog document={document} onClose={close} />}
      {doing === 'reindex' && <ReindexDialog document={document} onClose={close} />}
      {doing === 'outside' && <OutsideDialog document={document} onClose={close} />}
      {doing === 'move' && <MoveDialog document={document} onClose={close} />}
      {doing === 'label' && <LabelDialog document={document} onClose={close} />}
      {doing === 'status' && <StatusDialog document={document} onClose={close} />}
      {doing === 'late' && <LateDialog document={document} onClose={close} />}
      {doing === 'strike' && <StrikeDialog document={document} onClose={close} />}
      {doing === 'stand' && <StandAgainDialog document={document} onClose={close} />}
    </>
  );
}

function act(
  name: ActName,
  icon: IconName,
  key: string,
  permission: string,
  reversal: Reversal,
  fits: boolean,
): OfferedAct {
  return { name, icon, key, permission, reversal, fits };
}
