-- Whose court it is decides whose rules of procedure bind: Fed. R. Civ. P. 45 speaks of subpoenas of federal courts alone.

ALTER TABLE release.court_process ADD COLUMN court_system text
  CONSTRAINT court_system_is_known CHECK (court_system IN ('federal', 'state'));
COMMENT ON COLUMN release.court_process.court_system IS 'Whether a federal court or one of a state issued it. Empty: not said.';
