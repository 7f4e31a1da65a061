import Foundation

/// The repositories that are measured, made anew in the working folder at each call.
struct Inputs {
  let folder: String

  /// A repository with `count` migrations of 35 lines.
  func migrations(_ count: Int) throws -> (repository: String, files: [String]) {
    let repository = try emptyRepository("migrations-\(count)")
    let files = try (1...count).map { number in
      let name = "\(20_260_101_000_000 + number)_create_table_\(number).sql"
      return try write(Self.migration(number), to: "\(repository)/supabase/migrations/\(name)")
    }
    return (repository, files)
  }

  /// The same statements in one file.
  func oneMigration(_ count: Int) throws -> (repository: String, files: [String]) {
    let repository = try emptyRepository("migrations-one")
    let text = (1...count).map(Self.migration).joined()
    let path = "\(repository)/supabase/migrations/20260101000000_everything.sql"
    return (repository, [try write(text, to: path)])
  }

  /// A record of `count` files, one agent to a folder, with entries of every common kind.
  func record(_ count: Int) throws -> (repository: String, files: [String]) {
    let repository = try emptyRepository("record-\(count)")
    let files = try (0..<count).map { number in
      let day = 1 + number % 28
      let month = 1 + number / 28 % 12
      let date = "2026-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
      let path = "\(repository)/feedback/agent-\(number / 336)/\(date).md"
      return try write(Self.feedback(number, date: date), to: path)
    }
    return (repository, files)
  }

  /// A clone of the real repository, when the folder of real data holds one.
  func corpus(in data: String) throws -> (repository: String, sql: [String], markdown: [String])? {
    let bundles = "\(data)/corpus"
    guard !data.isEmpty, let names = try? FileManager.default.contentsOfDirectory(atPath: bundles),
      let bundle = names.first(where: { $0.hasSuffix(".bundle") })
    else { return nil }
    let repository = "\(folder)/corpus"
    try? FileManager.default.removeItem(atPath: repository)
    let heads = try output(["git", "bundle", "list-heads", "\(bundles)/\(bundle)"])
    guard
      let branch = heads.split(separator: "\n").compactMap({ $0.split(separator: "/").last }).first
    else { return nil }
    _ = try output(["git", "clone", "-q", "-b", String(branch), "\(bundles)/\(bundle)", repository])
    return (
      repository, try list("\(repository)/supabase/migrations", ending: ".sql"),
      try list("\(repository)/feedback", ending: ".md")
    )
  }

  private func emptyRepository(_ name: String) throws -> String {
    let path = "\(folder)/\(name)"
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    _ = try output(["git", "init", "-q", path])
    return path
  }

  private func write(_ text: String, to path: String) throws -> String {
    let parent = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    try FileManager.default.createDirectory(
      atPath: parent.joined(separator: "/"),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: URL(filePath: path))
    return path
  }

  private func list(_ folder: String, ending suffix: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(suffix) }.sorted().map { "\(folder)/\($0)" }
  }

  private func output(_ argv: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = argv
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  /// 35 lines: a table, two indexes, row security and two policies.
  private static func migration(_ number: Int) -> String {
    """
    -- What part \(number) of the warehouse keeps.
    CREATE TABLE IF NOT EXISTS part_\(number) (
      id BIGSERIAL PRIMARY KEY,
      branch TEXT NOT NULL,
      label VARCHAR(120) NOT NULL,
      quantity INT NOT NULL DEFAULT 0,
      price NUMERIC(12,2),
      tags TEXT[] NOT NULL DEFAULT '{}',
      details JSONB,
      active BOOLEAN NOT NULL DEFAULT true,
      counted_at TIMESTAMPTZ,
      created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
      updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
      CONSTRAINT part_\(number)_quantity CHECK (quantity >= 0),
      UNIQUE (branch, label)
    );

    CREATE INDEX part_\(number)_by_branch ON part_\(number) (branch, created_at DESC);
    CREATE INDEX part_\(number)_active ON part_\(number) (label) WHERE active;

    ALTER TABLE part_\(number) ENABLE ROW LEVEL SECURITY;

    CREATE POLICY "See the parts of the own branch"
      ON part_\(number) FOR SELECT
      USING (branch = (SELECT current_setting('app.branch', true)));

    CREATE POLICY "Add parts to the own branch"
      ON part_\(number) FOR INSERT TO PUBLIC
      WITH CHECK (
        branch = (SELECT current_setting('app.branch', true))
        AND quantity >= 0
      );

    COMMENT ON TABLE part_\(number) IS 'Parts of shelf \(number)';

    """
  }

  private static func feedback(_ number: Int, date: String) -> String {
    (0..<12).map { slot in
      let hour = "\(slot < 5 ? "0" : "")\(slot * 2)"
      return """
        ## \(date)T\(hour):05:00Z — Agent: Part \(number) of the warehouse

        **Working On**: PART-\(100 + slot): count the shelf
        **Progress**: \(slot * 8)% of the boxes, `npm test` → 12/12 passing

        **Evidence**:
        - Migration: supabase/migrations/20260101_part.sql (\(30 + slot) lines)
        - ✅ shelf \(slot) counted, **three** boxes moved
        - [x] labels printed
        - [\(slot % 3 == 0 ? " " : "x")] labels stuck

        ```bash
        git status --short
        ```

        **Blockers**: \(slot == 7 ? "waiting for Manager to open the store room" : "None")

        **Next**: shelf \(slot + 1)


        """
    }.joined()
  }
}
