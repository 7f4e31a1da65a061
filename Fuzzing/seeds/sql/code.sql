\restrict abc
DO $$
DECLARE r record; n int := 1;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_policies WHERE policyname = 'p') THEN
    CREATE POLICY p ON a FOR SELECT USING (true);
  ELSIF n > 1 THEN
    EXECUTE 'ALTER TABLE a ADD COLUMN b int';
  ELSE
    EXECUTE format('DROP TABLE %I.%I', 'public', r.name);
  END IF;
  FOR r IN SELECT tablename FROM pg_tables LOOP
    EXECUTE 'ALTER TABLE ' || quote_ident(r.tablename) || ' ENABLE ROW LEVEL SECURITY';
  END LOOP;
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
CREATE OR REPLACE FUNCTION f(a int DEFAULT 1) RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN NEW.x = now(); RETURN NEW; END; $f$;
CREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION f();
CREATE FUNCTION g() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END;
CREATE RULE r AS ON INSERT TO a DO ALSO (DELETE FROM a; DELETE FROM b);
COPY a (x) FROM stdin;
it's; $$ "
\.
SELECT ((((1))))::int, ARRAY[[1,2],[3]], row(1,2), a.b.c, "Q""x", U&'\0041', B'01', X'1F', 1e3;
/* a /* nested */ comment */
WITH RECURSIVE q AS (SELECT 1 UNION ALL SELECT n+1 FROM q) SELECT * FROM q;
DROP TABLE IF NOT EXISTS x;
SELECT 'open;
