import { useRead } from '../../../ui/api/reads.tsx';
import { type NameProps } from '../../../ui/module.ts';
import { useTexts } from '../../../ui/i18n.ts';
import { useMay } from '../../../ui/session.ts';
import { contract } from '../contract.ts';
import { senderName } from './sender.ts';

/** A sender that is waited for, by the names it gives itself. */
export function WaitingSender({ id }: NameProps) {
  const t = useTexts('hl7v2');
  const may = useMay();
  const read = useRead(contract.senders, {}, { enabled: may('hl7v2/read') });
  const sender = read.data?.senders.find((each) => each.id === id);
  return sender === undefined ? null : senderName(sender, t('nameless'));
}
