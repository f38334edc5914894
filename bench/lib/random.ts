/** Lehmer generator: the same numbers at every run, without Math.random. */
export function random(seed: number): () => number {
  let state = seed * 16_807 + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
