import { useNavigate } from '@tanstack/react-router';
import { call } from '../../../../ui/api/call.ts';
import { showWarning } from '../../../../ui/feedback/notices.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { useCommands } from '../../../../ui/keys/KeysProvider.tsx';
import { objects } from '../../objects/contract.ts';
import { objectPath } from '../paths.ts';
import { isObjectLabel } from './object-words.ts';

/** Shows nothing: the label of a thing, read by a wand on any screen that has no other use for it, opens the thing. */
export function ObjectWand() {
  const t = useTexts('intake');
  const navigate = useNavigate();
  const open = async (code: string) => {
    const { id } = await call(objects.find, { query: { number: code } });
    if (id === null) showWarning(t('objects.notFound'));
    else await navigate({ to: objectPath(id) });
  };
  useCommands([], {
    level: 'global',
    onWand: (code) => {
      if (!isObjectLabel(code)) return false;
      open(code).catch(() => showWarning(t('objects.damaged')));
      return true;
    },
  });
  return null;
}
