import Foundation

/// Migration folders written to be hard to fold; each is applied to a real PostgreSQL as well.
struct MigrationCase: Sendable, CustomStringConvertible {
  var name: String
  var files: [String]

  init(_ name: String, _ files: String...) {
    self.name = name
    self.files = files
  }

  var description: String { name }
}

enum MigrationCases {
  static let all =
    types + names + tables + partitions + drops + renames + policies + blocks + habits + odds

  static let types: [MigrationCase] = [
    MigrationCase(
      "every spelling of a type",
      """
      CREATE TABLE t (a int, b int2, c bigint, d decimal(5), e numeric(8,2), f numeric, g varchar(20),
        h character varying, i char, j char(3), k bpchar, l text[], m int[][], n timestamp, o timestamptz(3),
        p time(2), q time with time zone, r interval, s interval year to month, t interval second(3),
        u interval(2), v bit, w bit(4), x bit varying(9), y float, z float(24), aa real, ab double precision,
        ac "char", ad name, ae oid, af bytea, ag uuid, ah jsonb, ai tstzrange, aj regclass,
        ak varchar(10)[], al numeric(10,3)[], am bool, an money, ao xml, ap inet, aq timestamp(9),
        ar serial2, as_ bigserial, at smallserial, au pg_catalog.int8, av int array, aw int array[4]);
      """
    ),
    MigrationCase(
      "enums, domains and composites",
      """
      CREATE TYPE mood AS ENUM ('sad', 'ok');
      CREATE TYPE "Role" AS ENUM ('A');
      CREATE TYPE "order" AS ENUM ('x');
      CREATE SCHEMA app;
      CREATE TYPE app.state AS ENUM ('on');
      CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
      CREATE DOMAIN app.must AS integer NOT NULL DEFAULT 3;
      CREATE TYPE pair AS (a int, b text);
      CREATE TABLE t (a mood, b "Role"[] NOT NULL, c "order", d app.state, e email, f app.must, g pair, h app.state[]);
      CREATE TABLE u (row t, m t.a%TYPE);
      """.replacingOccurrence(of: ", m t.a%TYPE", with: "")
    ),
    MigrationCase(
      "extensions",
      """
      CREATE EXTENSION IF NOT EXISTS citext;
      CREATE SCHEMA extensions;
      CREATE EXTENSION hstore WITH SCHEMA extensions;
      CREATE TABLE t (a citext, b extensions.hstore, c citext[]);
      CREATE INDEX ON t (a);
      """
    ),
    MigrationCase(
      "what makes NOT NULL",
      """
      CREATE TABLE t (a serial, b int GENERATED ALWAYS AS IDENTITY, c int PRIMARY KEY, d int NULL, e int NOT NULL);
      CREATE TABLE u (a int, b int, c int, PRIMARY KEY (a, b));
      ALTER TABLE u DROP CONSTRAINT u_pkey;
      ALTER TABLE u ALTER a DROP NOT NULL;
      ALTER TABLE u ALTER c SET NOT NULL, ADD d serial;
      """
    ),
    MigrationCase(
      "defaults",
      """
      CREATE SEQUENCE s;
      CREATE TABLE t (a int DEFAULT 1 NOT NULL, b text DEFAULT 'x' CHECK (b <> ''), c int DEFAULT nextval('s'),
        d timestamptz DEFAULT now(), e int DEFAULT NULL, f int GENERATED ALWAYS AS (a * 2) STORED,
        g int DEFAULT CASE WHEN true THEN 1 ELSE 2 END UNIQUE, h bool DEFAULT (1 IS NOT NULL) NOT NULL);
      ALTER TABLE t ALTER a DROP DEFAULT, ALTER d SET DEFAULT '2020-01-01', ALTER f DROP EXPRESSION;
      """
    ),
    MigrationCase(
      "type changes",
      """
      CREATE TABLE t (a int, b text);
      CREATE INDEX t_a ON t (a);
      ALTER TABLE t ALTER a TYPE bigint, ALTER COLUMN b SET DATA TYPE varchar(5) USING left(b, 5);
      """
    ),
    MigrationCase(
      "create table as",
      """
      CREATE TABLE a (id int PRIMARY KEY, n numeric(4,1), t text NOT NULL);
      CREATE TABLE b AS SELECT id, n, t AS label, 1 AS one, 'x' AS word, true AS flag, n::int AS whole FROM a;
      CREATE TABLE c AS SELECT * FROM a;
      CREATE TABLE d (x, y) AS SELECT id, upper(t) FROM a WITH NO DATA;
      SELECT id, count(*) INTO e FROM a GROUP BY id;
      CREATE TABLE f AS SELECT a.*, b.one FROM a JOIN b USING (id);
      CREATE TABLE g AS TABLE a;
      CREATE TABLE h AS SELECT coalesce(n, 0), lower(t), CASE WHEN true THEN 1 END, now()::date FROM a;
      """
    ),
  ]

  static let names: [MigrationCase] = [
    MigrationCase(
      "names longer than 63 bytes",
      """
      CREATE TABLE a_table_with_a_very_long_name_that_goes_on_and_on_until_it_is_cut_somewhere (
        id serial PRIMARY KEY,
        a_column_with_a_very_long_name_that_goes_on_and_on_until_it_is_cut_somewhere int UNIQUE,
        parent_of_this_row_in_the_same_table_with_a_long_name int
          REFERENCES a_table_with_a_very_long_name_that_goes_on_and_on_until_it_is_cut_somewhere,
        CHECK (id > 0));
      CREATE INDEX an_index_with_a_very_long_name_that_goes_on_and_on_until_it_is_cut_somewhere
        ON a_table_with_a_very_long_name_that_goes_on_and_on_until_it_is_cut_somewhere (id);
      CREATE INDEX ON a_table_with_a_very_long_name_that_goes_on_and_on_until_it_is_cut_somewhere
        (parent_of_this_row_in_the_same_table_with_a_long_name, id, lower('x'));
      CREATE POLICY "a policy with a very long name that goes on and on until it is cut somewhere"
        ON a_table_with_a_very_long_name_that_goes_on_and_on_until_it_is_cut_somewhere;
      """
    ),
    MigrationCase(
      "names of many bytes a character",
      """
      CREATE TABLE "ééééééééééééééééééééééééééééééé" (id int PRIMARY KEY, "öööööööööööööööööööööööööööööööööö" int UNIQUE);
      CREATE INDEX ON "ééééééééééééééééééééééééééééééé" ("öööööööööööööööööööööööööööööööööö", id);
      """
    ),
    MigrationCase(
      "numbered names",
      """
      CREATE TABLE t (a int, b int, email text, UNIQUE (a), UNIQUE (b), UNIQUE (a, b));
      CREATE INDEX ON t (a); CREATE INDEX ON t (a); CREATE INDEX ON t (lower(email));
      CREATE INDEX ON t (lower(email), upper(email), (a + b), (a - b));
      CREATE INDEX ON t ((a + b)); CREATE INDEX ON t (a, a); CREATE INDEX ON t (a) INCLUDE (b);
      ALTER TABLE t ADD UNIQUE (a); ALTER TABLE t ADD UNIQUE (a);
      ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES t (b); ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES t (b);
      ALTER TABLE t ADD CHECK (a > 0), ADD CHECK (a > 1), ADD CHECK (a > b), ADD CHECK (true);
      ALTER TABLE t DROP CONSTRAINT t_a_check1, DROP CONSTRAINT t_check, DROP CONSTRAINT t_a_key1;
      ALTER TABLE t ADD UNIQUE (a);
      CREATE SEQUENCE u_id_seq; CREATE TABLE u (id serial);
      CREATE TABLE t_pkey (x int); ALTER TABLE t ADD PRIMARY KEY (a);
      """
    ),
    MigrationCase(
      "constraints that make one index",
      """
      CREATE TABLE a (id int UNIQUE, n int, PRIMARY KEY (id));
      CREATE TABLE b (id int PRIMARY KEY UNIQUE);
      CREATE TABLE c (id int CONSTRAINT mine UNIQUE, CONSTRAINT pk PRIMARY KEY (id));
      CREATE TABLE d (id int, n int, UNIQUE (id, n), CONSTRAINT named UNIQUE (id, n), UNIQUE (n, id));
      CREATE TABLE e (id int UNIQUE DEFERRABLE, UNIQUE (id));
      CREATE TABLE f (id int, UNIQUE NULLS NOT DISTINCT (id), UNIQUE (id));
      """
    ),
    MigrationCase(
      "names chosen across a schema",
      """
      CREATE TABLE a_b (c int REFERENCES a_b2x(id), id int);
      """.replacingOccurrence(of: " REFERENCES a_b2x(id)", with: ""),
      """
      CREATE TABLE a (b_c int UNIQUE); CREATE TABLE a_b2 (c int UNIQUE);
      ALTER TABLE a_b ADD UNIQUE (c);
      CREATE TABLE x (id int PRIMARY KEY);
      CREATE TABLE x_y (z int REFERENCES x); CREATE TABLE x2 (y_z int REFERENCES x);
      """
    ),
  ]

  static let tables: [MigrationCase] = [
    MigrationCase(
      "if not exists keeps the first",
      "CREATE TABLE IF NOT EXISTS t (a int);",
      """
      CREATE TABLE IF NOT EXISTS t (a text, b text); ALTER TABLE t ADD COLUMN IF NOT EXISTS a text;
      ALTER TABLE IF EXISTS nothing ADD a int; CREATE INDEX IF NOT EXISTS i ON t (a);
      CREATE INDEX IF NOT EXISTS i ON t (a, a); CREATE SCHEMA IF NOT EXISTS public;
      """
    ),
    MigrationCase(
      "indexes of every kind",
      """
      CREATE EXTENSION btree_gist;
      CREATE TABLE t (a int, b text, c jsonb, d tsvector, e int4range, f text[], g timestamptz);
      CREATE INDEX i1 ON t (a DESC, b NULLS FIRST, g DESC NULLS LAST);
      CREATE UNIQUE INDEX i2 ON t (lower(b)) WHERE a IS NOT NULL;
      CREATE INDEX i3 ON t USING gin (c jsonb_path_ops); CREATE INDEX i4 ON t USING gin (d);
      CREATE INDEX i5 ON t USING gist (e); CREATE INDEX i6 ON t USING brin (g); CREATE INDEX i7 ON t USING hash (b);
      CREATE INDEX i8 ON t (b text_pattern_ops, (a + 1) DESC, (c ->> 'x')); CREATE INDEX i9 ON t (a) INCLUDE (b, g);
      CREATE INDEX i10 ON t ((c->>'a'), coalesce(b, 'x, y'), (a::text || b)) WHERE b <> ');' AND (a > 1 OR a < 0);
      CREATE INDEX i11 ON t USING gin (f); CREATE UNIQUE INDEX i12 ON t (a) NULLS NOT DISTINCT;
      CREATE INDEX i13 ON t (b COLLATE "C" varchar_pattern_ops DESC);
      ALTER TABLE t ADD EXCLUDE USING gist (a WITH =, e WITH &&) WHERE (a > 0);
      ALTER TABLE t ADD CONSTRAINT no_overlap EXCLUDE USING gist (e WITH &&);
      """
    ),
    MigrationCase(
      "inheritance",
      """
      CREATE TABLE p (id serial PRIMARY KEY, name text NOT NULL DEFAULT 'x', CHECK (name <> ''));
      CREATE TABLE c (extra int, name text) INHERITS (p);
      CREATE TABLE q (other int); CREATE TABLE m (z int) INHERITS (p, q);
      ALTER TABLE p ADD born date DEFAULT now(), ADD CONSTRAINT adult CHECK (born < now());
      ALTER TABLE p ALTER name DROP NOT NULL; ALTER TABLE ONLY p ALTER name DROP DEFAULT;
      ALTER TABLE q RENAME other TO others; ALTER TABLE q DROP others;
      ALTER TABLE p ENABLE ROW LEVEL SECURITY; ALTER TABLE c NO INHERIT p; ALTER TABLE p ADD late int;
      """
    ),
    MigrationCase(
      "like",
      """
      CREATE TABLE a (id serial PRIMARY KEY, n int DEFAULT 3 CHECK (n > 0), u text UNIQUE, g int GENERATED ALWAYS AS (n + 1) STORED,
        i int GENERATED BY DEFAULT AS IDENTITY, r int REFERENCES a);
      CREATE INDEX a_named ON a (n DESC) WHERE n > 1;
      CREATE TABLE b (LIKE a);
      CREATE TABLE c (LIKE a INCLUDING ALL);
      CREATE TABLE d (x int, LIKE a INCLUDING ALL EXCLUDING INDEXES EXCLUDING DEFAULTS, y int UNIQUE);
      CREATE TABLE e (LIKE a INCLUDING INDEXES INCLUDING DEFAULTS, FOREIGN KEY (r) REFERENCES a);
      """
    ),
    MigrationCase(
      "copies of indexes over renamed columns",
      """
      CREATE TABLE a (id int PRIMARY KEY, x int, y int); CREATE INDEX ON a (x) INCLUDE (y);
      ALTER TABLE a RENAME x TO xx; ALTER TABLE a RENAME y TO yy; CREATE INDEX ON a (xx, lower('a'));
      CREATE TABLE b (LIKE a INCLUDING ALL);
      """
    ),
    MigrationCase(
      "foreign keys",
      """
      CREATE TABLE a (id int PRIMARY KEY, k text UNIQUE, x int, y int, UNIQUE (x, y));
      CREATE TABLE b (a_id int REFERENCES a ON DELETE CASCADE, k text CONSTRAINT by_k REFERENCES a (k) ON UPDATE SET NULL,
        x int, y int, FOREIGN KEY (x, y) REFERENCES a (x, y) ON DELETE SET DEFAULT ON UPDATE RESTRICT, self int, id int PRIMARY KEY);
      ALTER TABLE b ADD CONSTRAINT tree FOREIGN KEY (self) REFERENCES b NOT VALID;
      ALTER TABLE b ADD COLUMN more int REFERENCES a (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED;
      """
    ),
    MigrationCase(
      "schemas and search path",
      """
      CREATE SCHEMA app CREATE TABLE inner_table (id int PRIMARY KEY);
      CREATE TABLE app.t (id serial PRIMARY KEY, n int); CREATE INDEX ON app.t (n);
      SET search_path TO app, public;
      CREATE TABLE u (id int REFERENCES t); ALTER TABLE t ADD m int;
      SELECT pg_catalog.set_config('search_path', '', false);
      CREATE TABLE public.v (id int); ALTER TABLE ONLY public.v ADD CONSTRAINT v_pkey PRIMARY KEY (id);
      SET search_path = public; CREATE TABLE w (x int);
      ALTER SCHEMA app RENAME TO core; ALTER TABLE core.u SET SCHEMA public; ALTER TABLE core.t RENAME TO tt;
      """
    ),
    MigrationCase(
      "temporary and foreign tables, views",
      """
      CREATE TEMP TABLE scratch (a int); CREATE TABLE t (a int, b int);
      CREATE VIEW v AS SELECT a FROM t; CREATE MATERIALIZED VIEW mv AS SELECT b FROM t; CREATE INDEX ON mv (b);
      CREATE OR REPLACE VIEW v AS SELECT a, b FROM t; DROP VIEW v; DROP MATERIALIZED VIEW mv;
      CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE f (a int, b text NOT NULL) SERVER s;
      ALTER FOREIGN TABLE f ADD c date; CREATE UNLOGGED TABLE u (a int);
      CREATE TYPE shape AS (x int, y text); CREATE TABLE o OF shape (x PRIMARY KEY, y WITH OPTIONS NOT NULL);
      """
    ),
    MigrationCase(
      "a dump",
      """
      SET statement_timeout = 0; SET transaction_timeout = 0;
      SELECT pg_catalog.set_config('search_path', '', false);
      CREATE TABLE public.users (id integer NOT NULL, email character varying(255), "createdAt" timestamp(3) without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL);
      ALTER TABLE public.users OWNER TO postgres;
      CREATE SEQUENCE public.users_id_seq AS integer START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1;
      ALTER SEQUENCE public.users_id_seq OWNED BY public.users.id;
      ALTER TABLE ONLY public.users ALTER COLUMN id SET DEFAULT nextval('public.users_id_seq'::regclass);
      COPY public.users (id, email) FROM stdin;
      1\ta@b.c
      \\.
      ALTER TABLE ONLY public.users ADD CONSTRAINT users_pkey PRIMARY KEY (id);
      CREATE UNIQUE INDEX users_email_key ON public.users USING btree (email);
      """.replacingOccurrence(of: "SET transaction_timeout = 0;", with: "")
    ),
    MigrationCase(
      "constraints over existing indexes",
      """
      CREATE TABLE t (a int NOT NULL, b int); CREATE UNIQUE INDEX i ON t (a); CREATE UNIQUE INDEX j ON t (b);
      ALTER TABLE t ADD CONSTRAINT t_pk PRIMARY KEY USING INDEX i, ADD CONSTRAINT j UNIQUE USING INDEX j;
      ALTER TABLE t RENAME CONSTRAINT t_pk TO t_key; ALTER INDEX j RENAME TO jj;
      ALTER TABLE t ADD c int PRIMARY KEY;
      """.replacingOccurrence(
        of: "ALTER TABLE t ADD c int PRIMARY KEY;",
        with: "ALTER TABLE t ADD c int UNIQUE;"
      )
    ),
  ]

  static let partitions: [MigrationCase] = [
    MigrationCase(
      "partitions get indexes and keys",
      """
      CREATE TABLE r (id int PRIMARY KEY);
      CREATE TABLE m (id int, at date NOT NULL, r int REFERENCES r, note text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
      CREATE INDEX ON m (r);
      CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
      CREATE TABLE m_2 PARTITION OF m (note DEFAULT 'x') DEFAULT;
      CREATE INDEX by_note ON m (note DESC) WHERE note IS NOT NULL; CREATE INDEX only_parent ON ONLY m (id);
      ALTER TABLE m ADD extra int UNIQUE;
      """.replacingOccurrence(of: " UNIQUE;", with: ";"),
      """
      CREATE TABLE m_3 (id int NOT NULL, at date NOT NULL, r int, note text, extra int);
      CREATE INDEX m3_own ON m_3 (r);
      ALTER TABLE m DETACH PARTITION m_2;
      ALTER TABLE m ATTACH PARTITION m_3 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
      ALTER TABLE m ADD CONSTRAINT fk2 FOREIGN KEY (extra) REFERENCES r ON DELETE CASCADE;
      ALTER TABLE m ADD UNIQUE (at, extra);
      """
    ),
    MigrationCase(
      "lists, hashes and levels",
      """
      CREATE TABLE l (k text NOT NULL, n int) PARTITION BY LIST (k);
      CREATE TABLE l_a PARTITION OF l FOR VALUES IN ('a') PARTITION BY HASH (n);
      CREATE TABLE l_a_0 PARTITION OF l_a FOR VALUES WITH (MODULUS 2, REMAINDER 0);
      CREATE INDEX ON l (n); CREATE UNIQUE INDEX ON l (k, n);
      CREATE TABLE l_a_1 PARTITION OF l_a FOR VALUES WITH (MODULUS 2, REMAINDER 1);
      ALTER TABLE l ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON l_a_0 USING (true);
      """,
      "DROP TABLE l_a; ALTER TABLE l DROP COLUMN n;"
    ),
    MigrationCase(
      "a dump of partitions",
      """
      CREATE TABLE public.m (id integer NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
      CREATE TABLE public.m_1 (id integer NOT NULL, at date NOT NULL);
      ALTER TABLE ONLY public.m ATTACH PARTITION public.m_1 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
      ALTER TABLE ONLY public.m ADD CONSTRAINT m_pkey PRIMARY KEY (id, at);
      ALTER TABLE ONLY public.m_1 ADD CONSTRAINT m_1_pkey PRIMARY KEY (id, at);
      CREATE INDEX m_at ON ONLY public.m USING btree (at); CREATE INDEX m_1_at ON public.m_1 USING btree (at);
      ALTER INDEX public.m_pkey ATTACH PARTITION public.m_1_pkey; ALTER INDEX public.m_at ATTACH PARTITION public.m_1_at;
      """,
      "DROP INDEX m_at; ALTER TABLE m DROP CONSTRAINT m_pkey;"
    ),
    MigrationCase(
      "a key to a partitioned table",
      """
      CREATE TABLE p (id int PRIMARY KEY) PARTITION BY RANGE (id);
      CREATE TABLE p_1 PARTITION OF p FOR VALUES FROM (0) TO (10);
      CREATE TABLE q (p_id int REFERENCES p); ALTER TABLE q ADD FOREIGN KEY (p_id) REFERENCES p ON DELETE CASCADE;
      """
    ),
  ]

  static let drops: [MigrationCase] = [
    MigrationCase(
      "a function takes its policies along",
      """
      CREATE SCHEMA app;
      CREATE FUNCTION app.me() RETURNS int LANGUAGE sql STABLE AS 'SELECT 1';
      CREATE FUNCTION is_admin(int) RETURNS bool LANGUAGE sql IMMUTABLE AS $$ SELECT true $$;
      CREATE FUNCTION is_admin(text) RETURNS bool LANGUAGE sql IMMUTABLE AS $$ SELECT true $$;
      CREATE TABLE t (id int DEFAULT app.me(), owner int, CHECK (is_admin(owner)));
      ALTER TABLE t ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON t USING (owner = app.me()); CREATE POLICY other ON t FOR SELECT USING (true);
      CREATE POLICY sub ON t FOR DELETE USING (EXISTS (SELECT 1 FROM t x WHERE x.owner = app.me()));
      DROP FUNCTION is_admin(text); DROP FUNCTION app.me() CASCADE;
      """
    ),
    MigrationCase(
      "overloads are told apart by their arguments",
      """
      CREATE TABLE t (id int);
      CREATE FUNCTION may(int) RETURNS bool LANGUAGE sql AS 'SELECT true';
      CREATE FUNCTION may(int, text) RETURNS bool LANGUAGE sql AS 'SELECT true';
      CREATE FUNCTION may(int, int, text DEFAULT '') RETURNS bool LANGUAGE sql AS 'SELECT true';
      CREATE POLICY a ON t USING (may(id)); CREATE POLICY c ON t USING (may(id, id, 'x'));
      DROP FUNCTION may(int) CASCADE; DROP FUNCTION IF EXISTS may(int, int) CASCADE; DROP FUNCTION may(int, text) CASCADE;
      CREATE FUNCTION notify_reload() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN NOTIFY pgrst, 'reload schema'; END $$;
      CREATE EVENT TRIGGER reload ON ddl_command_end EXECUTE FUNCTION notify_reload(); CREATE TABLE u (id int);
      """
    ),
    MigrationCase(
      "a type takes columns along",
      """
      CREATE TYPE mood AS ENUM ('a'); CREATE DOMAIN d AS int;
      CREATE FUNCTION f(mood) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT true';
      CREATE TABLE t (id int PRIMARY KEY, m mood, x d, n int DEFAULT 1, UNIQUE (m, n));
      CREATE INDEX ON t (n) WHERE m = 'a'; CREATE POLICY p ON t USING (f(m)); CREATE POLICY q ON t USING (n > 0);
      DROP TYPE mood CASCADE; DROP DOMAIN d CASCADE;
      """
    ),
    MigrationCase(
      "a column takes indexes and constraints along",
      """
      CREATE TABLE a (id int PRIMARY KEY, x int UNIQUE, y int, z int, CHECK (x > y), CHECK (z > 0));
      CREATE INDEX i ON a (y, z); CREATE INDEX j ON a (z) WHERE y > 0; CREATE INDEX k ON a ((y + z)); CREATE INDEX l ON a (z) INCLUDE (y);
      CREATE INDEX keep ON a (z);
      CREATE TABLE b (x int REFERENCES a (x), y int); CREATE POLICY p ON b USING (y > 0); CREATE POLICY q ON b USING (x > 0);
      CREATE POLICY s ON b USING (EXISTS (SELECT FROM a WHERE a.y = b.x));
      ALTER TABLE a DROP COLUMN y CASCADE; ALTER TABLE a DROP COLUMN x CASCADE; ALTER TABLE b DROP y CASCADE;
      """
    ),
    MigrationCase(
      "the column meant is that of the inner query",
      """
      CREATE TABLE members (org int, usr int); CREATE TABLE docs (org int, usr int, n int);
      CREATE POLICY p ON docs USING (EXISTS (SELECT 1 FROM members m WHERE m.org = docs.org AND usr = 1));
      CREATE POLICY q ON docs USING (n IN (SELECT usr FROM members));
      ALTER TABLE docs DROP COLUMN usr;
      """
    ),
    MigrationCase(
      "tables, sequences, views, schemas",
      """
      CREATE TABLE a (id serial PRIMARY KEY); CREATE TABLE b (a int REFERENCES a, n int DEFAULT nextval('a_id_seq'));
      CREATE VIEW v AS SELECT id FROM a; CREATE TABLE c (id int); CREATE POLICY p ON c USING (id IN (SELECT id FROM v));
      CREATE POLICY keep ON c USING (id > 0);
      CREATE SCHEMA s; CREATE TABLE s.t (id int PRIMARY KEY); CREATE TABLE d (t int REFERENCES s.t);
      CREATE FUNCTION s.f() RETURNS bool LANGUAGE sql AS 'SELECT true'; CREATE POLICY q ON d USING (s.f());
      DROP TABLE a CASCADE; DROP SCHEMA s CASCADE; DROP TABLE IF EXISTS nothing, c;
      CREATE TABLE a (again text);
      """
    ),
    MigrationCase(
      "constraints and their indexes",
      """
      CREATE TABLE a (id int PRIMARY KEY, k int UNIQUE); CREATE TABLE b (a int REFERENCES a, k int REFERENCES a (k));
      ALTER TABLE a DROP CONSTRAINT a_pkey CASCADE; ALTER TABLE b DROP CONSTRAINT IF EXISTS b_k_fkey, DROP CONSTRAINT IF EXISTS nope;
      ALTER TABLE a ADD PRIMARY KEY (k); DROP INDEX IF EXISTS nope; CREATE INDEX i ON a (k); DROP INDEX i;
      """
    ),
    MigrationCase(
      "extensions take columns and defaults along",
      """
      CREATE EXTENSION citext; CREATE EXTENSION "uuid-ossp";
      CREATE TABLE t (id uuid DEFAULT uuid_generate_v4(), e citext, n int); CREATE INDEX ON t (e, n);
      DROP EXTENSION citext CASCADE; DROP EXTENSION "uuid-ossp" CASCADE;
      """
    ),
    MigrationCase(
      "generated columns and identity",
      """
      CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a + 1) STORED, c int GENERATED ALWAYS AS IDENTITY);
      ALTER TABLE t DROP COLUMN a CASCADE; ALTER TABLE t ALTER c DROP IDENTITY; ALTER TABLE t ALTER c ADD GENERATED BY DEFAULT AS IDENTITY;
      """
    ),
  ]

  static let renames: [MigrationCase] = [
    MigrationCase(
      "names follow",
      """
      CREATE TYPE mood AS ENUM ('a'); CREATE TABLE t (id serial PRIMARY KEY, m mood, k int UNIQUE, r int REFERENCES t);
      CREATE INDEX i ON t (k); CREATE POLICY p ON t USING (k > 0);
      ALTER TABLE t RENAME TO u; ALTER TABLE u RENAME COLUMN k TO kk; ALTER TYPE mood RENAME TO feeling; ALTER INDEX i RENAME TO ii;
      ALTER POLICY p ON u RENAME TO pp; ALTER TABLE u RENAME CONSTRAINT t_k_key TO renamed; ALTER SEQUENCE t_id_seq RENAME TO s;
      ALTER TABLE u RENAME CONSTRAINT t_r_fkey TO parent; CREATE TABLE t (id serial PRIMARY KEY, r int REFERENCES u);
      CREATE SCHEMA x; ALTER TYPE feeling SET SCHEMA x; ALTER TABLE u SET SCHEMA x;
      """
    ),
    MigrationCase(
      "a name that is free again",
      """
      CREATE TABLE a (id int PRIMARY KEY); ALTER TABLE a RENAME TO b; CREATE TABLE a (id int PRIMARY KEY);
      ALTER TABLE b RENAME COLUMN id TO nid; ALTER TABLE b ADD id int UNIQUE;
      """
    ),
  ]

  static let policies: [MigrationCase] = [
    MigrationCase(
      "policies of every kind",
      """
      CREATE TABLE t (id int, owner text); ALTER TABLE t ENABLE ROW LEVEL SECURITY; ALTER TABLE t FORCE ROW LEVEL SECURITY;
      CREATE POLICY a ON t; CREATE POLICY b ON t AS RESTRICTIVE FOR UPDATE TO anon, authenticated USING (true) WITH CHECK (id > 0);
      CREATE POLICY c ON t FOR INSERT TO public WITH CHECK (owner = current_user); CREATE POLICY d ON t FOR DELETE TO service_role USING ((id) > (1));
      CREATE POLICY e ON t FOR SELECT USING (owner = 'it''s); --');
      ALTER POLICY b ON t TO service_role; ALTER POLICY d ON t USING (false); DROP POLICY c ON t; DROP POLICY IF EXISTS zz ON t;
      CREATE TABLE u (id int); ALTER TABLE u ENABLE ROW LEVEL SECURITY; ALTER TABLE u DISABLE ROW LEVEL SECURITY;
      CREATE POLICY a ON u FOR ALL TO authenticated USING (auth.uid() IS NOT NULL);
      """
    ),
    MigrationCase(
      "what is no longer used takes nothing along",
      """
      CREATE TYPE m AS ENUM ('a'); CREATE FUNCTION f() RETURNS bool LANGUAGE sql AS 'SELECT true'; CREATE FUNCTION g() RETURNS bool LANGUAGE sql AS 'SELECT true';
      CREATE TABLE t (id int, n m, k bool DEFAULT f()); CREATE TABLE u (id int); CREATE VIEW v AS SELECT n FROM t WHERE f();
      CREATE POLICY p ON t USING (f()); CREATE POLICY q ON u USING (EXISTS (SELECT FROM v)); ALTER POLICY p ON t USING (g()); ALTER TABLE t ALTER k SET DEFAULT g();
      CREATE OR REPLACE VIEW v AS SELECT n FROM t; DROP FUNCTION f() CASCADE; DROP VIEW v CASCADE; ALTER TABLE t ALTER n TYPE text; DROP TYPE m CASCADE;
      """
    ),
    MigrationCase(
      "dropped and made again",
      "CREATE TABLE t (id int, n int); CREATE POLICY p ON t USING (id > 0);",
      """
      DROP POLICY IF EXISTS p ON t; CREATE POLICY p ON t USING (id > 1); ALTER TABLE t DROP COLUMN n;
      CREATE OR REPLACE FUNCTION f() RETURNS bool LANGUAGE sql AS 'SELECT true'; CREATE POLICY q ON t USING (f());
      CREATE OR REPLACE FUNCTION f() RETURNS bool LANGUAGE sql AS 'SELECT false'; DROP FUNCTION IF EXISTS f() CASCADE;
      """
    ),
  ]

  static let blocks: [MigrationCase] = [
    MigrationCase(
      "guards of every spelling",
      """
      CREATE TABLE t (id int, n int); CREATE POLICY p ON t USING (true);
      DO $$ BEGIN
        IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN CREATE TYPE mood AS ENUM ('a'); END IF;
        IF NOT EXISTS (SELECT 1 FROM pg_policies WHERE tablename = 't' AND policyname = 'p') THEN
          CREATE POLICY p ON t FOR SELECT USING (false); END IF;
        IF NOT EXISTS (SELECT 1 FROM pg_policies WHERE schemaname = 'public' AND tablename = 't' AND policyname = 'q') THEN
          CREATE POLICY q ON t FOR SELECT USING (false); END IF;
      END $$;
      DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 't' AND column_name = 'extra') THEN
          ALTER TABLE t ADD COLUMN extra mood;
        END IF;
        IF EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 't' AND column_name = 'n') THEN
          ALTER TABLE t RENAME COLUMN n TO m;
        ELSE
          ALTER TABLE t ADD COLUMN o int;
        END IF;
        IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 't_pk' AND conrelid = 'public.t'::regclass) THEN
          ALTER TABLE t ADD CONSTRAINT t_pk PRIMARY KEY (id);
        END IF;
        IF to_regclass('public.nothing') IS NOT NULL THEN DROP TABLE t; END IF;
        IF NOT EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relname = 'i' AND n.nspname = 'public')
        THEN CREATE INDEX i ON t (m); END IF;
      END; $$ LANGUAGE plpgsql;
      DO $do$ BEGIN CREATE TYPE mood AS ENUM ('b'); EXCEPTION WHEN duplicate_object THEN NULL; END $do$;
      DO $$ BEGIN ALTER TABLE t ADD CONSTRAINT t_pk PRIMARY KEY (id); EXCEPTION WHEN others THEN RAISE NOTICE 'there'; END $$;
      DO 'BEGIN CREATE TABLE u (a text DEFAULT ''it''); END';
      """
    ),
    MigrationCase(
      "loops over names in the text",
      """
      CREATE TABLE a (id int); CREATE TABLE b (id int); CREATE TABLE "C d" (id int);
      DO $$ DECLARE t text; names text[] := ARRAY['a', 'b']; BEGIN
        FOREACH t IN ARRAY names LOOP
          EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t);
          EXECUTE format('CREATE POLICY %I ON %I FOR SELECT USING (%L = ''x'')', t || '_read', t, 'x');
          EXECUTE 'CREATE INDEX ' || quote_ident('idx_' || t) || ' ON ' || t || ' (id)';
        END LOOP;
        FOREACH t IN ARRAY ARRAY['C d']::text[] LOOP EXECUTE format('ALTER TABLE %I ADD COLUMN x int', t); END LOOP;
        FOR t IN SELECT unnest(ARRAY['a', 'b']) LOOP EXECUTE format('ALTER TABLE %s ADD y int', t); END LOOP;
      END $$;
      DO $$ DECLARE r record; BEGIN
        FOR r IN SELECT unnest('{a,b}'::text[]) AS name LOOP EXECUTE format('ALTER TABLE %I ADD z int', r.name); END LOOP;
        FOR r IN SELECT * FROM (VALUES ('a')) v(x) WHERE false LOOP NULL; END LOOP;
      END $$;
      """
    ),
    MigrationCase(
      "functions that run DDL when they are called",
      """
      CREATE TABLE a (id int); CREATE TABLE b (id int);
      CREATE FUNCTION secure(tbl text, note text DEFAULT '') RETURNS void LANGUAGE plpgsql AS $f$
      BEGIN
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tbl);
        EXECUTE format('CREATE POLICY %I ON %I USING (true)', tbl || '_all', tbl);
      END $f$;
      SELECT secure('a'); DO $$ BEGIN PERFORM secure('b', 'x'); END $$;
      """
    ),
  ]

  /// What migration tools and people write again and again.
  static let habits: [MigrationCase] = [
    MigrationCase(
      "an enum replaced as Prisma does it",
      """
      CREATE TYPE "Role" AS ENUM ('USER', 'ADMIN');
      CREATE TABLE "User" ("id" TEXT NOT NULL, "role" "Role" NOT NULL DEFAULT 'USER', "roles" "Role"[], CONSTRAINT "User_pkey" PRIMARY KEY ("id"));
      CREATE TABLE "_PostToUser" ("A" TEXT NOT NULL, "B" TEXT NOT NULL); CREATE UNIQUE INDEX "_PostToUser_AB_unique" ON "_PostToUser"("A", "B");
      CREATE INDEX "_PostToUser_B_index" ON "_PostToUser"("B");
      """,
      """
      BEGIN;
      CREATE TYPE "Role_new" AS ENUM ('USER');
      ALTER TABLE "User" ALTER COLUMN "role" DROP DEFAULT;
      ALTER TABLE "User" ALTER COLUMN "role" TYPE "Role_new" USING ("role"::text::"Role_new");
      ALTER TABLE "User" ALTER COLUMN "roles" TYPE "Role_new"[] USING ("roles"::text::"Role_new"[]);
      ALTER TYPE "Role" RENAME TO "Role_old"; ALTER TYPE "Role_new" RENAME TO "Role"; DROP TYPE "Role_old";
      ALTER TABLE "User" ALTER COLUMN "role" SET DEFAULT 'USER';
      ALTER TABLE "_PostToUser" ADD CONSTRAINT "_PostToUser_B_fkey" FOREIGN KEY ("B") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
      ALTER TABLE "_PostToUser" ADD CONSTRAINT "_PostToUser_AB_pkey" PRIMARY KEY ("A", "B"); DROP INDEX "_PostToUser_AB_unique";
      ALTER TABLE "User" RENAME CONSTRAINT "User_pkey" TO "Person_pkey"; ALTER TABLE "User" RENAME TO "Person";
      """.replacingOccurrence(of: "BEGIN;", with: "")
    ),
    MigrationCase(
      "several parts of one ALTER TABLE",
      """
      CREATE TABLE t (a int DEFAULT 1, b text, c text);
      ALTER TABLE t ADD CONSTRAINT u UNIQUE (d), ADD COLUMN d int, DROP COLUMN b, ADD COLUMN b uuid, ADD PRIMARY KEY (a, d);
      ALTER TABLE t ALTER a DROP DEFAULT, ALTER a TYPE text USING a::text, ALTER a SET DEFAULT 'x', ALTER c SET NOT NULL;
      ALTER TABLE t ADD e serial UNIQUE, ADD f int REFERENCES t (e) CHECK (f > 0), ADD CHECK (e < f), DROP CONSTRAINT u;
      """
    ),
    MigrationCase(
      "made-up names of expressions",
      """
      CREATE TABLE t (a int, b text, c jsonb, d timestamptz, e text[], f boolean, g date);
      CREATE INDEX ON t ((a::text)); CREATE INDEX ON t ((c->>'x')); CREATE INDEX ON t (((c->'x')->>'y'), a); CREATE INDEX ON t ((lower(b) || 'x'));
      CREATE INDEX ON t (date_part('year', g)); CREATE INDEX ON t (extract(year from g)); CREATE INDEX ON t (coalesce(b, '')); CREATE INDEX ON t ((a IS NULL));
      CREATE INDEX ON t ((e[1])); CREATE INDEX ON t ((NOT f)); CREATE INDEX ON t ((CASE WHEN f THEN 1 ELSE a END)); CREATE INDEX ON t ((CASE WHEN f THEN 1 END));
      CREATE INDEX ON t (nullif(b, '')); CREATE INDEX ON t (greatest(a, 1)); CREATE INDEX ON t ((a + 1), (a - 1)); CREATE INDEX ON t ((ARRAY[a]));
      CREATE INDEX ON t ((b COLLATE "C")); CREATE INDEX ON t (upper(b) text_pattern_ops); CREATE INDEX ON t ((ROW(a, b) IS NULL)); CREATE INDEX ON t ((g::timestamp));
      CREATE INDEX ON t USING gin (to_tsvector('english', coalesce(b, ''))); CREATE INDEX ON t (substring(b from 1 for 3)); CREATE INDEX ON t (trim(b));
      """
    ),
    MigrationCase(
      "views between a column and a policy",
      """
      CREATE TABLE a (id int, x int, y int); CREATE TABLE b (id int);
      CREATE VIEW v AS SELECT id, x FROM a; CREATE VIEW w AS SELECT x FROM v; CREATE MATERIALIZED VIEW m AS SELECT * FROM a;
      CREATE POLICY p ON b USING (id IN (SELECT x FROM w)); CREATE POLICY q ON b USING (EXISTS (SELECT FROM m WHERE m.id = b.id)); CREATE POLICY keep ON b USING (id IN (SELECT y FROM a));
      ALTER TABLE a DROP COLUMN x CASCADE;
      """
    ),
    MigrationCase(
      "sequences change hands",
      """
      CREATE TABLE a (id serial, n int); CREATE TABLE b (id int DEFAULT nextval('a_id_seq'::regclass), k int);
      ALTER SEQUENCE a_id_seq OWNED BY NONE; DROP TABLE a; CREATE SEQUENCE s OWNED BY b.k; ALTER TABLE b ALTER k SET DEFAULT nextval('s');
      ALTER TABLE b DROP COLUMN k; CREATE SEQUENCE s; DROP SEQUENCE a_id_seq CASCADE; CREATE TABLE a (id serial);
      ALTER TABLE b ADD id2 bigserial PRIMARY KEY; ALTER SEQUENCE b_id2_seq AS bigint; DROP SEQUENCE s;
      """
    ),
    MigrationCase(
      "keys over unique indexes",
      """
      CREATE TABLE a (k int NOT NULL, n int); CREATE UNIQUE INDEX a_k ON a (k); CREATE TABLE b (k int REFERENCES a (k), n int);
      CREATE TABLE c (id int PRIMARY KEY, b int); ALTER TABLE c ADD CONSTRAINT c_b FOREIGN KEY (b) REFERENCES c;
      DROP INDEX a_k CASCADE; ALTER TABLE c DROP CONSTRAINT c_pkey CASCADE;
      """
    ),
    MigrationCase(
      "functions renamed, moved and replaced",
      """
      CREATE SCHEMA s; CREATE TABLE t (id int);
      CREATE FUNCTION f(int) RETURNS bool LANGUAGE sql AS 'SELECT true'; CREATE FUNCTION f(text) RETURNS bool LANGUAGE sql AS 'SELECT true';
      ALTER FUNCTION f(int) RENAME TO g; CREATE POLICY a ON t USING (g(id)); CREATE POLICY b ON t USING (f('x'));
      ALTER FUNCTION g(int) SET SCHEMA s; CREATE OR REPLACE FUNCTION s.g(x int) RETURNS bool LANGUAGE sql AS 'SELECT false'
      """.replacingOccurrence(of: "s.g(x int)", with: "s.g(int)") + """
        ; DROP FUNCTION f(text) CASCADE; CREATE POLICY c ON t USING (s.g(id)); DROP FUNCTION s.g CASCADE;
        """
    ),
    MigrationCase(
      "serials and identities of partitions and children",
      """
      CREATE TABLE p (id serial, at date NOT NULL, n int DEFAULT 2) PARTITION BY LIST (at); CREATE TABLE p1 PARTITION OF p FOR VALUES IN ('2024-01-01');
      ALTER TABLE p ADD x bigserial, ADD y int NOT NULL DEFAULT 3, ADD CHECK (y > 0); ALTER TABLE p ALTER n SET NOT NULL, ALTER n DROP DEFAULT; ALTER TABLE p RENAME n TO m;
      ALTER TABLE p ALTER m TYPE bigint; CREATE TABLE p2 PARTITION OF p DEFAULT; CREATE SCHEMA s; CREATE TABLE s.p3 PARTITION OF p FOR VALUES IN ('2025-01-01'); CREATE INDEX ON p (m);
      ALTER TABLE p1 ENABLE ROW LEVEL SECURITY; DROP TABLE p2; ALTER TABLE p DETACH PARTITION p1; ALTER TABLE p DROP COLUMN m; DROP INDEX IF EXISTS p_m_idx;
      """
    ),
    MigrationCase(
      "tables like views and types",
      """
      CREATE TABLE a (id int PRIMARY KEY, n numeric(3,1) NOT NULL); CREATE VIEW v AS SELECT id, n, n::text AS t FROM a; CREATE TYPE c AS (x int, y text[]);
      CREATE TABLE b (LIKE v, z int); CREATE TABLE d (LIKE c INCLUDING ALL); CREATE TABLE e AS SELECT v.id, v.t FROM v; CREATE TABLE f (c c, cs c[]);
      ALTER TYPE c ADD ATTRIBUTE w int; DROP TYPE c CASCADE;
      """.replacingOccurrence(of: "ALTER TYPE c ADD ATTRIBUTE w int; ", with: "")
    ),
  ]

  static let odds: [MigrationCase] = [
    MigrationCase(
      "functions over tables",
      """
      CREATE TABLE a (id int, n text); CREATE TABLE b (id int); CREATE TABLE c (id int); CREATE TYPE s AS ENUM ('x');
      CREATE FUNCTION all_a() RETURNS SETOF a LANGUAGE sql STABLE AS 'SELECT * FROM a'; CREATE FUNCTION of_a(x a) RETURNS bool LANGUAGE sql AS 'SELECT true';
      CREATE FUNCTION spelled(x a.id%TYPE) RETURNS bool LANGUAGE sql AS 'SELECT true'; CREATE FUNCTION rows_of() RETURNS TABLE (id int, s s) LANGUAGE sql AS 'SELECT 1, NULL::s';
      CREATE POLICY p ON b USING (id IN (SELECT id FROM all_a())); CREATE POLICY q ON b USING (spelled(id)); CREATE POLICY r ON c USING (EXISTS (SELECT 1 FROM rows_of() f WHERE f.id = c.id));
      CREATE FUNCTION reads() RETURNS bool BEGIN ATOMIC SELECT count(*) > 0 FROM a; END; CREATE POLICY t ON c USING (reads()); CREATE POLICY keep ON c USING (spelled(id));
      DROP TABLE a CASCADE; DROP TYPE s CASCADE;
      """
    ),
    MigrationCase(
      "options that change nothing that is kept",
      """
      CREATE TABLE t (a int, b text COLLATE "C" NOT NULL DEFAULT 'x', c int CONSTRAINT cn NOT NULL, CONSTRAINT pk PRIMARY KEY (a) INCLUDE (c) WITH (fillfactor = 70)) WITH (autovacuum_enabled = false);
      CREATE INDEX i ON t USING btree (b) WITH (fillfactor = 70) WHERE c > 0; ALTER TABLE t CLUSTER ON pk; ALTER TABLE t ALTER a SET STATISTICS 10, ALTER b SET STORAGE external;
      ALTER TABLE t REPLICA IDENTITY FULL; ALTER TABLE t SET (fillfactor = 50); COMMENT ON TABLE t IS 'it''s'; ALTER TABLE t OWNER TO anon; GRANT ALL ON t TO anon;
      CREATE STATISTICS st ON a, c FROM t; CREATE PUBLICATION pub FOR TABLE t; ALTER TABLE t DISABLE TRIGGER ALL; ALTER TABLE t VALIDATE CONSTRAINT cn;
      """.replacingOccurrence(of: " ALTER TABLE t VALIDATE CONSTRAINT cn;", with: "")
    ),
    MigrationCase(
      "settings come back",
      "CREATE SCHEMA app; SET search_path TO app; CREATE TABLE a (id int); RESET ALL; CREATE TABLE b (id int); SET LOCAL search_path = app, public; CREATE TABLE c (id int);",
      "CREATE TABLE d (id int); SET search_path TO 'app'; CREATE TABLE e (id serial); SET search_path TO DEFAULT; CREATE TABLE f (e int);"
    ),
    MigrationCase(
      "views altered",
      """
      CREATE TABLE a (id int, n int); CREATE VIEW v AS SELECT * FROM a; ALTER VIEW v RENAME COLUMN n TO m; ALTER VIEW v RENAME TO w; CREATE SCHEMA s; ALTER VIEW w SET SCHEMA s;
      CREATE TABLE b AS SELECT * FROM s.w; CREATE POLICY p ON b USING (id IN (SELECT m FROM s.w)); DROP VIEW s.w CASCADE; CREATE TABLE w (id int);
      """
    ),
    MigrationCase(
      "unions, values, CTEs and star in new tables",
      """
      CREATE TABLE a (id int, t varchar(10)); CREATE TABLE b AS SELECT id, t FROM a UNION SELECT 1, 'x'; CREATE TABLE c AS VALUES (1, 'a'), (2, 'b');
      CREATE TABLE d AS WITH q AS (SELECT id FROM a) SELECT q.id AS qid, a.t FROM q, a; CREATE TABLE e AS SELECT x.id, y.t FROM a x LEFT JOIN a y USING (id);
      CREATE TABLE f AS SELECT 1.5 AS n, NULL AS nothing, ARRAY[1] AS list, 5000000000 AS big, -1 AS minus, id + 1, count(*) OVER () FROM a; CREATE TABLE g AS SELECT (SELECT id FROM a LIMIT 1), EXISTS (SELECT 1), '{}'::jsonb AS j FROM a;
      """
    ),
    MigrationCase(
      "exception blocks that undo",
      """
      CREATE TABLE t (id int PRIMARY KEY);
      DO $$ BEGIN ALTER TABLE t ADD COLUMN id int; EXCEPTION WHEN duplicate_column THEN ALTER TABLE t ADD COLUMN other int; END $$;
      DO $$ BEGIN CREATE POLICY p ON t; EXCEPTION WHEN duplicate_object THEN NULL; END $$; DO $$ BEGIN CREATE POLICY p ON t FOR SELECT; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
      DO $$ BEGIN BEGIN CREATE TABLE t (); EXCEPTION WHEN duplicate_table THEN RAISE NOTICE 'x'; END; CREATE TABLE u (id int); END $$;
      DO $$ DECLARE n int := 1; BEGIN IF n = 2 THEN DROP TABLE u; ELSIF true THEN CREATE INDEX ON u (id); END IF; RETURN; DROP TABLE t; END $$;
      """.replacingOccurrence(of: "IF n = 2", with: "IF false")
    ),
  ]
}

extension String {
  fileprivate func replacingOccurrence(of old: String, with new: String) -> String {
    guard let range = range(of: old) else { return self }
    return replacingCharacters(in: range, with: new)
  }
}
