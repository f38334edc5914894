import { useAct } from '../../../ui/api/reads.tsx';
import { ProblemNotice } from '../../../ui/feedback/ProblemNotice.tsx';
import { contract } from '../contract.ts';
import { SecondFactor } from './SecondFactor.tsx';

/** All ways are offered: the server says which of them this person has not set up. */
const METHODS = ['totp', 'passkey', 'recovery-code'];

/** The second factor once more, before rights, keys, export or destruction. */
export function ProveAgain({ onProved }: { readonly onProved: (proved: boolean) => void }) {
  const options = useAct(contract.stepUpOptions);
  const prove = useAct(contract.stepUp, { onDone: () => onProved(true) });
  return (
    <>
      {prove.error !== null && <ProblemNotice key={prove.failureCount} error={prove.error} takeFocus />}
      <SecondFactor
        methods={METHODS}
        passkeyOptions={() => options.runAsync({})}
        busy={prove.isPending}
        onShown={(shown) => prove.run({ body: { ...shown } })}
      />
    </>
  );
}
