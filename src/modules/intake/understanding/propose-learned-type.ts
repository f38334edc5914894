import type { TypeProposal } from '../propose-type.ts';
import { deriveFeatures } from './derive-features.ts';
import { type Calibration, knownShare, scoreTypes, type TypeModel } from './derive-type-model.ts';
import { sigmoid } from './evaluate-type-model.ts';

/** Below this the classifier says nothing. */
export const FLOOR = 0.5;
/** What it learnt is never as sure as a heading that says so. */
const MOST = 0.97;
const LEAST_WORDS = 20;
const LEAST_KNOWN = 0.4;

/** The type that this site filed texts like this one as, with a calibrated probability; nothing where it is not likely. */
export function proposeLearnedType(
  text: string,
  learned: { model: TypeModel; calibration: Calibration },
): TypeProposal | undefined {
  const features = deriveFeatures(text);
  if ((features[0]?.size ?? 0) < LEAST_WORDS || knownShare(learned.model, features) < LEAST_KNOWN) return undefined;
  const [best, next] = scoreTypes(learned.model, features);
  if (best === undefined || next === undefined) return undefined;
  const { slope, offset } = learned.calibration;
  const confidence = Math.min(MOST, sigmoid(slope * (best.score - next.score) + offset));
  if (confidence < FLOOR) return undefined;
  return {
    code: best.type,
    confidence: Math.round(confidence * 1000) / 1000,
    evidence: { how: 'what this site filed', more: { learned: true, next: next.type } },
  };
}
