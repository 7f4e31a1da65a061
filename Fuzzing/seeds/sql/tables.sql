-- loans
CREATE SCHEMA IF NOT EXISTS shop;
CREATE TYPE shop.kind AS ENUM ('a', 'b');
CREATE TABLE IF NOT EXISTS loans (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  book text NOT NULL DEFAULT 'x''y',
  price numeric(5,2) CHECK (price > 0),
  tags text[] DEFAULT '{}'::text[],
  made timestamptz DEFAULT now(),
  kind shop.kind,
  CONSTRAINT one UNIQUE (book, made),
  FOREIGN KEY (id) REFERENCES shop.other (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX CONCURRENTLY i ON loans USING btree (lower(book) text_pattern_ops DESC NULLS LAST) WHERE made IS NULL;
ALTER TABLE loans ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "own" ON loans AS RESTRICTIVE FOR UPDATE TO app USING (id = current_setting('app.id', true)::int) WITH CHECK (true);
ALTER TABLE loans ADD COLUMN note varchar(20), ALTER COLUMN price TYPE numeric(8,2), DROP COLUMN tags, RENAME COLUMN book TO title;
ALTER TABLE loans RENAME TO lendings;
DROP TABLE IF EXISTS old CASCADE;
CREATE VIEW v AS SELECT * FROM loans WITH CHECK OPTION;
CREATE TABLE part PARTITION OF loans FOR VALUES FROM (1) TO (2);
CREATE TABLE c AS SELECT id, 1 AS x FROM loans;
CREATE TABLE l (LIKE loans INCLUDING ALL);
INSERT INTO loans (book) VALUES ('a'), (E'b\n'), ($q$c$q$) ON CONFLICT DO NOTHING;
GRANT SELECT ON loans TO anon; REVOKE ALL ON loans FROM PUBLIC;
COMMENT ON TABLE loans IS 'x';
BEGIN; COMMIT; SET search_path = shop, public;
