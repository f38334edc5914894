import { Modal, type ModalProps } from '@mantine/core';
import { useTexts } from '../i18n.ts';
import { useCommands } from '../keys/KeysProvider.tsx';

/** A dialog that silences the keys of the page behind it; focus goes in, is kept in, and comes back on closing. */
export function Dialog({ opened, children, ...rest }: ModalProps) {
  const t = useTexts('ui');
  useCommands([], { level: 'dialog', enabled: opened });
  return (
    <Modal opened={opened} closeButtonProps={{ 'aria-label': t('close') }} {...rest}>
      {children}
    </Modal>
  );
}
