-- Whether an incident knows a disclosure already is asked for each hand-over that reached somebody else.
CREATE INDEX evidence_by_disclosure ON privacy.evidence (disclosure_id) WHERE disclosure_id IS NOT NULL;
