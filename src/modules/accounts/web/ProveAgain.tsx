import { useAct, useRead } from '../../../ui/api/reads.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../ui/feedback/Waiting.tsx';
import { contract } from '../contract.ts';
import { SecondFactor } from './SecondFactor.tsx';

const CODES = ['totp', 'recovery-code'];
/** Offered too while it cannot be known whether there is one: the server says so when it is not. */
const ALL = ['passkey', ...CODES];

/** The second factor once more, before rights, keys, export or destruction. */
export function ProveAgain({ onProved }: { readonly onProved: (proved: boolean) => void }) {
  const own = useRead(contract.passkeys, {});
  const options = useAct(contract.stepUpOptions);
  const prove = useAct(contract.stepUp, { onDone: () => onProved(true) });
  if (own.isPending) return <Waiting />;
  return (
    <>
      {prove.error !== null && <ProblemNotice key={prove.failureCount} error={prove.error} takeFocus />}
      <SecondFactor
        methods={own.data?.passkeys.length === 0 ? CODES : ALL}
        passkeyOptions={() => options.runAsync({})}
        busy={prove.isPending}
        onShown={(shown) => prove.run({ body: { ...shown } })}
      />
    </>
  );
}
