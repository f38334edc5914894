-- Composite parameters of Group and of what says in which context it is used: those with values for one are indexed anew by the job fhir.index-stored.
UPDATE fhir.resource SET index_version = 0 WHERE type = 'Group' OR content LIKE '%"useContext"%';
