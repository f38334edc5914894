import { useAct } from '../../../ui/api/reads.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { contract } from '../contract.ts';
import { Registered } from './Registered.tsx';
import { RegisterForm } from './RegisterForm.tsx';

/** A client that fetches its own tokens: its name, what it may do, and how it proves itself. */
export function RegisterClient({ onDone }: { readonly onDone: () => void }) {
  const t = useTexts('accounts');
  const register = useAct(contract.registerClient, { changes: [contract.clients] });
  if (register.data !== undefined) return <Registered clientId={register.data.clientId} onDone={onDone} />;
  return (
    <RegisterForm
      act={register}
      text={t('clients.registerText')}
      nameLabel={t('clients.name')}
      scopeHint={t('clients.scopeHint')}
      onSubmit={(body) => register.run({ body })}
    />
  );
}
