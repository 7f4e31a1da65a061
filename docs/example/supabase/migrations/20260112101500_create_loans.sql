-- Who has which tool, and until when.
CREATE TABLE IF NOT EXISTS loans (
  id SERIAL PRIMARY KEY,
  tool_id INT NOT NULL REFERENCES tools (id),
  member_id TEXT NOT NULL,
  due_on DATE NOT NULL,
  returned_at TIMESTAMPTZ
);

CREATE INDEX loans_by_tool ON loans (tool_id);
CREATE INDEX loans_out ON loans (member_id, due_on) WHERE returned_at IS NULL;

ALTER TABLE loans ENABLE ROW LEVEL SECURITY;

CREATE POLICY "Members see their own loans"
  ON loans FOR SELECT
  USING (member_id = (SELECT current_setting('app.member', true)));
