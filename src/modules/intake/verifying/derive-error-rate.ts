import { upperBound } from '../derive-threshold.ts';

const EACH_SIDE = 0.975;

export interface ErrorRate {
  readonly verified: number;
  readonly wrong: number;
  readonly rate: number;
  /** Clopper and Pearson, 95 %. */
  readonly low: number;
  readonly high: number;
}

export function deriveErrorRate(verified: number, wrong: number): ErrorRate {
  return {
    ...{ verified, wrong, rate: verified === 0 ? 0 : wrong / verified },
    // The lower bound of the errors is the upper bound of those that are right.
    low: wrong === 0 ? 0 : 1 - upperBound(verified - wrong, verified, EACH_SIDE),
    high: upperBound(wrong, verified, EACH_SIDE),
  };
}
