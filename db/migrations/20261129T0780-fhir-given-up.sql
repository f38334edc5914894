-- What could not be served as FHIR is shown to somebody, out of however many that wait.

CREATE INDEX to_project_given_up ON fhir.to_project (n DESC) WHERE tries >= 5;
