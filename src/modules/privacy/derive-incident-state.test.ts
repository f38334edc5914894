import { describe, expect, it } from 'vitest';
import { type Conclusion, deriveIncidentState } from './derive-incident-state.ts';

const assessed = (conclusion: Conclusion, agreed: boolean | null) =>
  deriveIncidentState({ standing: 'open', assessment: { conclusion, agreed }, outcome: null });

describe('where an incident stands', () => {
  it('is proposed until somebody assesses it, open ones are to assess', () => {
    expect(deriveIncidentState({ standing: 'proposed', assessment: null, outcome: null })).toBe('proposed');
    expect(deriveIncidentState({ standing: 'open', assessment: null, outcome: null })).toBe('to-assess');
  });
  it('needs a second person before a presumed breach is none, and none before people are told', () => {
    expect(assessed('low-probability', null)).toBe('to-look-again');
    expect(assessed('exception-good-faith', true)).toBe('to-close');
    expect(assessed('breach', null)).toBe('to-notify');
  });
  it('is to assess again when the second person does not agree, whatever was concluded', () => {
    expect(assessed('low-probability', false)).toBe('to-assess');
    expect(assessed('breach', false)).toBe('to-assess');
  });
  it('is settled by its outcome alone', () => {
    expect(deriveIncidentState({ standing: 'proposed', assessment: null, outcome: 'not-an-incident' })).toBe('settled');
  });
});
