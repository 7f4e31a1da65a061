import Configuration
import Facts
import Foundation
import Rehearsal

/// Files and a rehearser for tests.
enum Folder {
  static let now = Timestamp(secondsSinceEpoch: 1_768_000_000)

  static func files(_ texts: [(name: String, text: String)]) -> [SourceFile] {
    texts.map { SourceFile(path: "supabase/migrations/\($0.name)", text: $0.text) }
  }

  static func rehearser(
    _ place: Rehearser.Place = .ownServer,
    supabase: Bool = true,
    temporaryFolder: String = "/tmp"
  ) -> Rehearser {
    Rehearser(
      place: place,
      settings: RehearsalSettings(supabase: supabase),
      environment: ["PATH": "/usr/bin:/bin", "TMPDIR": temporaryFolder],
      statementTimeout: .seconds(3)
    )
  }

  /// A URL for a server of a test's own, which listens on a socket alone.
  static func url(_ server: ThrowawayServer, database: String = "postgres") -> String {
    let folder = server.socketFolder.replacing("/", with: "%2F")
    return "postgresql://\(ThrowawayServer.administrator)@/\(database)?host=\(folder)"
  }
}
