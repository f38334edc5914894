import { useState } from 'react';

/** One file at a time: whether it is on its way, and why the last one was refused. */
export interface Upload {
  readonly isSending: boolean;
  readonly refused?: Error;
  take(files: readonly File[]): void;
}

/** @param send - its error is kept in `refused` */
export function useUpload(send: (file: File) => Promise<void>): Upload {
  const [state, setState] = useState<Error | 'sending'>();
  const sendOne = async (file: File) => {
    setState('sending');
    try {
      await send(file);
      setState(undefined);
    } catch (error) {
      setState(error instanceof Error ? error : new Error(String(error)));
    }
  };
  return {
    isSending: state === 'sending',
    ...(state instanceof Error ? { refused: state } : {}),
    take: ([file]) => {
      if (file !== undefined) void sendOne(file);
    },
  };
}
