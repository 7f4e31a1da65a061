/// The repository on which rules about the record are shown: a task with one table and one model, its files, and what
/// an entry says of them.
enum RecordedExample {
  /// - Parameters:
  ///   - title: what is shown.
  ///   - expectation: what the rule says.
  ///   - entry: what the record holds; `sha256:…` stands for the fingerprint of the files that it is about.
  ///   - others: further files.
  /// - Returns: the example.
  static func example(
    _ title: String,
    _ expectation: RuleExample.Expectation,
    entry: String,
    others: [String: String] = [:]
  ) -> RuleExample {
    var files = [
      "docs/directions/yard.md": direction, "supabase/migrations/1_crates.sql": migration,
      "prisma/schema.prisma": schema, "feedback/yard/2026-01-02.md": entry,
    ]
    for (path, text) in others { files[path] = text }
    return RuleExample(title, expectation, files: files)
  }

  private static let direction = """
    # Yard Direction

    ### YARD-001: Crates

    ```sql
    CREATE TABLE crates (id int PRIMARY KEY);
    ```

    ```prisma
    model Crate {
      id Int @id

      @@map("crates")
    }
    ```

    """
  private static let migration = "CREATE TABLE crates (id int PRIMARY KEY);\n"
  private static let schema = """
    model Crate {
      id Int @id

      @@map("crates")
    }

    """

  /// An entry as `sitrep rehearse --record` writes it.
  static func rehearsal(_ file: String, table: String) -> String {
    """
    ## 10:00 - Rehearsal
    **Database**: PostgreSQL 15.8

    **Migrations**:
    - supabase/migrations/1_crates.sql: \(file)

    **Tables**:
    - public.crates: \(table)

    **Fingerprint**: sha256:…

    """
  }

  /// An entry with the line that `sitrep report` writes of a command.
  static func validation(_ line: String) -> String {
    """
    ## 2026-01-02T10:00:00Z — Yard: Crates

    **Evidence**:
    - Validation: \(line), read sha256:…

    """
  }
}
