/** Moments as text; the response schema says what the values are. */
export const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as never;
