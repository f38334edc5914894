import { type Endpoint } from '../../../../platform/http/contract.ts';
import { type ActOptions, type ActResult, useAct } from '../../../../ui/api/reads.tsx';
import { contract } from '../../contract.ts';
import { dispatchContract } from '../../dispatch/contract.ts';

/** After an act on a dispatch the case, its dispatches and the print run are read again. */
export function useDispatchAct<E extends Endpoint>(endpoint: E, options: ActOptions<E> = {}): ActResult<E> {
  return useAct(endpoint, {
    changes: [contract.open, contract.list, dispatchContract.ofCase, dispatchContract.printRun],
    ...options,
  });
}
