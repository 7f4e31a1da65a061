import Tasks
import Testing

@Suite struct MigrationPathPatternTests {
  @Test(arguments: [
    (
      "db/migrations/YYYYMMDDHHMMSS_create_parcels.sql",
      "db/migrations/20260102030405_create_parcels.sql"
    ),
    ("db/migrations/[timestamp]_[name].sql", "db/migrations/20260102030405_anything_at_all.sql"),
    ("db/migrations/<ts>_parcels.sql", "db/migrations/1_parcels.sql"),
    (
      "prisma/migrations/{date}_parcels/migration.sql",
      "prisma/migrations/20260102_parcels/migration.sql"
    ),
    ("db/migrations/XXXX_parcels.sql", "db/migrations/0042_parcels.sql"),
    ("db/migrations/0042_parcels.sql", "db/migrations/0042_parcels.sql"),
    ("db/YYYY-MM-DD-parcels.sql", "db/2026-01-02-parcels.sql"),
  ])
  func placeholdersStandForWhatTheyName(pattern: String, path: String) {
    #expect(MigrationPathPattern(pattern).matches(path))
  }

  @Test(arguments: [
    (
      "db/migrations/YYYYMMDDHHMMSS_create_parcels.sql",
      "db/migrations/20260102030405_create_parcel.sql"
    ),
    ("db/migrations/YYYYMMDDHHMMSS_create_parcels.sql", "other/20260102030405_create_parcels.sql"),
    ("db/migrations/[name].sql", "db/migrations/a/b.sql"),
    ("db/SYSTEM_parcels.sql", "db/1_parcels.sql"),
  ])
  func otherPathsAreNone(pattern: String, path: String) {
    #expect(!MigrationPathPattern(pattern).matches(path))
  }

  @Test(arguments: [
    ("db/YYYYMMDDHHMMSS_create_parcel_notes.sql", "db/20260102030405_parcel_notes.sql", true),
    ("db/20260101000000_parcel_notes.sql", "db/20260202000000_add_parcel_notes_table.sql", true),
    (
      "prisma/migrations/<ts>_parcels/migration.sql",
      "prisma/migrations/2_create_parcels/migration.sql", true
    ),
    ("db/YYYYMMDDHHMMSS_create_parcels.sql", "db/20260102030405_parcel_notes.sql", false),
    ("db/YYYYMMDDHHMMSS_create_table.sql", "db/20260102030405_add.sql", false),
  ])
  func theVerbAndTheVersionMayChange(pattern: String, path: String, expected: Bool) {
    #expect(MigrationPathPattern(pattern).resembles(path) == expected)
  }
}
