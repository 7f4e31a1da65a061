/// What a migration's path says: its version, and whether the migration tool takes it.
struct MigrationName: Equatable {
  /// The leading digits; nil when there are none.
  var version: String?
  /// Not of the form that the tool takes.
  var isSkipped: Bool

  /// Prisma names the folder (`20240101_init/migration.sql`); others name the file.
  ///
  /// Source: Supabase takes `^([0-9]+)_(.*)\.sql$`; Prisma takes every folder that holds a
  /// `migration.sql`.
  init(path: String) {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"))
    let isPrisma =
      parts.count > 1 && parts.last.map { $0.elementsEqual("migration.sql".utf8) } == true
    let name = isPrisma ? parts[parts.count - 2] : (parts.last ?? path.utf8[...])
    let digits = name.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    version = digits.isEmpty ? nil : String(digits)
    if isPrisma {
      isSkipped = false
    } else {
      let rest = name.dropFirst(digits.count)
      isSkipped =
        digits.isEmpty || rest.first != UInt8(ascii: "_")
        || !rest.suffix(4).elementsEqual(".sql".utf8)
    }
  }
}
