/** What tests ask of the stand-alone verifier; whoever runs it needs no types. */
export function verifyLog(log: {
  entries: AsyncIterable<Uint8Array>;
  checkpointFiles: readonly string[];
  keyFile: string;
}): Promise<{
  entries: number;
  verified: number;
  firstBad?: { reason: string; n?: number; upTo?: number; place?: number; index?: number; detail?: string };
}>;
