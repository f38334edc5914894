-- Who and where: legal entities, facilities, units, practitioners, organisations.

CREATE SCHEMA directory;
COMMENT ON SCHEMA directory IS 'Legal entities, facilities, units, practitioners, organisations. Practitioners need not be users.';
GRANT USAGE ON SCHEMA directory TO chartkeeper_app, chartkeeper_jobs, chartkeeper_report, chartkeeper_backup;

CREATE TABLE directory.legal_entity (
  id uuid PRIMARY KEY,
  name text NOT NULL CONSTRAINT legal_entity_has_a_name CHECK (name <> ''),
  recorded_at timestamptz NOT NULL
);
COMMENT ON TABLE directory.legal_entity IS 'The custodian of records in law. An authorization names one and never reaches the records of another.';
COMMENT ON COLUMN directory.legal_entity.id IS 'UUID v7.';
COMMENT ON COLUMN directory.legal_entity.name IS 'As registered.';
COMMENT ON COLUMN directory.legal_entity.recorded_at IS 'When it was entered here.';

CREATE TABLE directory.facility (
  id uuid PRIMARY KEY,
  legal_entity_id uuid NOT NULL REFERENCES directory.legal_entity (id),
  name text NOT NULL CONSTRAINT facility_has_a_name CHECK (name <> ''),
  time_zone text NOT NULL,
  country text NOT NULL CONSTRAINT country_is_iso_3166 CHECK (country ~ '^[A-Z]{2}$'),
  state text CONSTRAINT state_is_iso_3166_2 CHECK (state ~ '^[A-Z0-9]{1,3}$'),
  mrn_system text NOT NULL,
  fictional boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  recorded_at timestamptz NOT NULL
);
COMMENT ON TABLE directory.facility IS 'A hospital or clinic: has its own medical record numbers, time zone and jurisdiction.';
COMMENT ON COLUMN directory.facility.id IS 'UUID v7.';
COMMENT ON COLUMN directory.facility.legal_entity_id IS 'Custodian of its records.';
COMMENT ON COLUMN directory.facility.name IS 'As it stands on letters.';
COMMENT ON COLUMN directory.facility.time_zone IS 'IANA name. Legal clocks are computed in it.';
COMMENT ON COLUMN directory.facility.country IS 'ISO 3166-1 alpha-2.';
COMMENT ON COLUMN directory.facility.state IS 'ISO 3166-2 subdivision without the country.';
COMMENT ON COLUMN directory.facility.mrn_system IS 'URI of the identifier system in which this facility assigns medical record numbers.';
COMMENT ON COLUMN directory.facility.fictional IS 'Demonstration: marked on every page and letter.';
COMMENT ON COLUMN directory.facility.version IS 'Counts changes; If-Match.';
COMMENT ON COLUMN directory.facility.recorded_at IS 'When it was entered here.';
CREATE UNIQUE INDEX facility_mrn_system_is_its_own ON directory.facility (mrn_system);

CREATE TABLE directory.unit (
  id uuid PRIMARY KEY,
  facility_id uuid NOT NULL REFERENCES directory.facility (id),
  name text NOT NULL,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT unit_name_is_its_own UNIQUE (facility_id, name)
);
COMMENT ON TABLE directory.unit IS 'Ward, clinic, department or service of a facility.';
COMMENT ON COLUMN directory.unit.id IS 'UUID v7.';
COMMENT ON COLUMN directory.unit.facility_id IS 'The facility it belongs to.';
COMMENT ON COLUMN directory.unit.name IS 'As staff call it.';
COMMENT ON COLUMN directory.unit.recorded_at IS 'When it was entered here.';

CREATE TABLE directory.organisation (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  kind text NOT NULL,
  recorded_at timestamptz NOT NULL
);
COMMENT ON TABLE directory.organisation IS 'Other institutions: payers, other providers, law firms, agencies.';
COMMENT ON COLUMN directory.organisation.id IS 'UUID v7.';
COMMENT ON COLUMN directory.organisation.name IS 'As it calls itself.';
COMMENT ON COLUMN directory.organisation.kind IS 'provider, payer, law-firm, agency, court, employer or other.';
COMMENT ON COLUMN directory.organisation.recorded_at IS 'When it was entered here.';
CREATE INDEX organisation_by_name ON directory.organisation (lower(name) COLLATE "C");

CREATE TABLE directory.practitioner (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  npi text CONSTRAINT npi_has_ten_digits CHECK (npi ~ '^[0-9]{10}$'),
  recorded_at timestamptz NOT NULL
);
COMMENT ON TABLE directory.practitioner IS 'People who write and sign in records. They need not be users.';
COMMENT ON COLUMN directory.practitioner.id IS 'UUID v7.';
COMMENT ON COLUMN directory.practitioner.name IS 'As it stands on documents.';
COMMENT ON COLUMN directory.practitioner.npi IS 'US National Provider Identifier.';
COMMENT ON COLUMN directory.practitioner.recorded_at IS 'When entered here.';
CREATE INDEX practitioner_by_name ON directory.practitioner (lower(name) COLLATE "C");

GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA directory TO chartkeeper_app, chartkeeper_jobs;
GRANT SELECT ON ALL TABLES IN SCHEMA directory TO chartkeeper_report, chartkeeper_backup;

-- The facility that exists before set-up has named one.
INSERT INTO directory.legal_entity (id, name, recorded_at) VALUES ('01900000-0000-7000-8000-000000000001', 'Default', '2026-11-23T00:00:00Z');
INSERT INTO directory.facility (id, legal_entity_id, name, time_zone, country, mrn_system, recorded_at)
  VALUES ('01900000-0000-7000-8000-000000000002', '01900000-0000-7000-8000-000000000001', 'Default', 'UTC', 'US', 'urn:chartkeeper:mrn:default', '2026-11-23T00:00:00Z');
