-- On what ground the individual's own access to a document was refused (45 CFR 164.524(a)(2)-(3)).

ALTER TABLE release.settlement ADD COLUMN denial_ground text CONSTRAINT denial_ground_is_known CHECK (denial_ground IN (
  'endangers-life-or-safety', 'harm-through-representative', 'harms-another-person-mentioned', 'information-excepted',
  'inmate-copy-jeopardises', 'obtained-in-confidence', 'privacy-act', 'research-in-progress'));
ALTER TABLE release.settlement ADD CONSTRAINT only_withholding_has_a_ground CHECK (denial_ground IS NULL OR decision = 'withhold');
COMMENT ON COLUMN release.settlement.denial_ground IS 'Where the individual or a representative asks by right of access: the ground of the law on which the document is withheld.';
