-- The tools that a branch lends.
CREATE TABLE IF NOT EXISTS tools (
  id SERIAL PRIMARY KEY,
  branch TEXT NOT NULL,
  name TEXT NOT NULL,
  deposit DECIMAL(8,2),
  created_at TIMESTAMPTZ NOT NULL DEFAULT NOW()
);

CREATE INDEX tools_by_branch ON tools (branch, created_at DESC);

ALTER TABLE tools ENABLE ROW LEVEL SECURITY;

CREATE POLICY "Members see the tools of their branch"
  ON tools FOR SELECT
  USING (branch = (SELECT current_setting('app.branch', true)));

CREATE POLICY "Staff add tools to their branch"
  ON tools FOR INSERT
  WITH CHECK (branch = (SELECT current_setting('app.branch', true)));
