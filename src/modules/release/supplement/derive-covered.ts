export interface ScopeOfRelease {
  readonly from: string | null;
  readonly to: string | null;
  /** Null: every type. */
  readonly typeCodes: readonly string[] | null;
}

/**
 * Whether a scope that was released would have taken a document in. A document without a date may belong to any time, so
 * it counts: a person is asked, nothing is sent.
 */
export function deriveCovered(
  scope: ScopeOfRelease,
  document: { readonly date: string | null; readonly typeCode: string },
): boolean {
  if (scope.typeCodes !== null && !scope.typeCodes.includes(document.typeCode)) return false;
  if (document.date === null) return true;
  return (scope.from === null || document.date >= scope.from) && (scope.to === null || document.date <= scope.to);
}
