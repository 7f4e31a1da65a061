/// What Supabase brings and migrations rely on: roles, schemas, the functions and tables of `auth` and `storage`.
///
/// Source: supabase/postgres, the initial scripts of its image, as far as a migration can see them.
enum SupabasePrelude {
  /// Roles that policies and grants name, with their attributes.
  static let roles = [
    (name: "anon", attributes: "NOLOGIN"),
    (name: "authenticated", attributes: "NOLOGIN"),
    (name: "service_role", attributes: "NOLOGIN BYPASSRLS"),
    (name: "authenticator", attributes: "NOLOGIN NOINHERIT"),
    (name: "supabase_auth_admin", attributes: "NOLOGIN"),
    (name: "supabase_storage_admin", attributes: "NOLOGIN"),
    (name: "dashboard_user", attributes: "NOLOGIN"),
  ]

  /// Roles that the owner may become, and that get rights on what it makes.
  static let clientRoles = ["anon", "authenticated", "service_role"]

  /// Statements, each run by itself; `owner` is the role that applies the migrations.
  static func statements(owner: String, database: String) -> [String] {
    let owner = SQLText.identifier(owner)
    let clients = clientRoles.joined(separator: ", ")
    return [
      """
      CREATE SCHEMA extensions; CREATE SCHEMA auth; CREATE SCHEMA storage; CREATE SCHEMA realtime;
      GRANT USAGE ON SCHEMA extensions, auth, storage, realtime TO \(owner), \(clients);
      GRANT CREATE ON SCHEMA extensions TO \(owner);
      ALTER DATABASE \(SQLText.identifier(database)) SET search_path = "$user", public, extensions;
      GRANT USAGE ON SCHEMA public TO \(clients);
      """,
      auth,
      storage,
      """
      GRANT ALL ON ALL TABLES IN SCHEMA auth TO \(owner);
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA auth, storage TO PUBLIC;
      GRANT ALL ON ALL TABLES IN SCHEMA storage TO \(owner), \(clients);
      ALTER TABLE storage.buckets OWNER TO \(owner);
      ALTER TABLE storage.objects OWNER TO \(owner);
      ALTER DEFAULT PRIVILEGES FOR ROLE \(owner) IN SCHEMA public GRANT ALL ON TABLES TO \(clients);
      ALTER DEFAULT PRIVILEGES FOR ROLE \(owner) IN SCHEMA public GRANT ALL ON SEQUENCES TO \(clients);
      ALTER DEFAULT PRIVILEGES FOR ROLE \(owner) IN SCHEMA public GRANT ALL ON FUNCTIONS TO \(clients);
      CREATE PUBLICATION supabase_realtime;
      ALTER PUBLICATION supabase_realtime OWNER TO \(owner);
      """,
    ]
  }

  /// Extensions that every project has; a server without one of them goes without.
  static let extensions = ["uuid-ossp", "pgcrypto"]

  private static let auth = """
    CREATE TABLE auth.users (
      instance_id uuid, id uuid PRIMARY KEY, aud varchar(255), role varchar(255), email varchar(255),
      encrypted_password varchar(255), email_confirmed_at timestamptz, last_sign_in_at timestamptz,
      raw_app_meta_data jsonb, raw_user_meta_data jsonb, is_super_admin boolean, phone text UNIQUE,
      created_at timestamptz, updated_at timestamptz, banned_until timestamptz, deleted_at timestamptz,
      is_anonymous boolean NOT NULL DEFAULT false);
    CREATE FUNCTION auth.jwt() RETURNS jsonb LANGUAGE sql STABLE AS $$
      SELECT coalesce(nullif(current_setting('request.jwt.claim', true), ''),
        nullif(current_setting('request.jwt.claims', true), ''))::jsonb $$;
    CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS $$
      SELECT coalesce(nullif(current_setting('request.jwt.claim.sub', true), ''),
        nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid $$;
    CREATE FUNCTION auth.role() RETURNS text LANGUAGE sql STABLE AS $$
      SELECT coalesce(nullif(current_setting('request.jwt.claim.role', true), ''),
        nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role') $$;
    CREATE FUNCTION auth.email() RETURNS text LANGUAGE sql STABLE AS $$
      SELECT coalesce(nullif(current_setting('request.jwt.claim.email', true), ''),
        nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email') $$;
    """

  private static let storage = """
    CREATE TABLE storage.buckets (
      id text PRIMARY KEY, name text NOT NULL UNIQUE, owner uuid, public boolean DEFAULT false,
      avif_autodetection boolean DEFAULT false, file_size_limit bigint, allowed_mime_types text[],
      owner_id text, created_at timestamptz DEFAULT now(), updated_at timestamptz DEFAULT now());
    CREATE TABLE storage.objects (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(), bucket_id text REFERENCES storage.buckets,
      name text, owner uuid, owner_id text, metadata jsonb, user_metadata jsonb, version text,
      path_tokens text[] GENERATED ALWAYS AS (string_to_array(name, '/')) STORED,
      created_at timestamptz DEFAULT now(), updated_at timestamptz DEFAULT now(),
      last_accessed_at timestamptz DEFAULT now());
    ALTER TABLE storage.buckets ENABLE ROW LEVEL SECURITY;
    ALTER TABLE storage.objects ENABLE ROW LEVEL SECURITY;
    CREATE FUNCTION storage.foldername(name text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
      SELECT (string_to_array(name, '/'))[1:array_length(string_to_array(name, '/'), 1) - 1] $$;
    CREATE FUNCTION storage.filename(name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
      SELECT (string_to_array(name, '/'))[array_length(string_to_array(name, '/'), 1)] $$;
    CREATE FUNCTION storage.extension(name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
      SELECT reverse(split_part(reverse(storage.filename(name)), '.', 1)) $$;
    """
}
