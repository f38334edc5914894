/** What a stranger's document may cost. The largest sample of a real exporter has 3 MB, 60,000 elements and a depth of 30. */
export const CDA_LIMITS = {
  bytes: 32 * 1024 * 1024,
  /** Elements and attributes together. */
  nodes: 2_000_000,
  depth: 200,
  /** Rows of a table, lists and paragraphs that are shown of one document; the original has all. */
  shownNodes: 200_000,
} as const;
