import Foundation
import Workspace

/// Where the URL of a database comes from: a file that a flag names, else a variable.
///
/// No flag takes the URL itself: the process list would show it.
struct DatabaseURL {
  var text: String
  /// The variable or the file, for messages.
  var source: String

  /// - Returns: nil when there is neither.
  /// - Throws: `CannotRun` for a file that cannot be read.
  init?(file: String?, variable: String, in world: World) throws {
    guard let file else {
      guard let text = world.environment[variable], !text.isEmpty else { return nil }
      self.text = text
      source = variable
      return
    }
    let path = file.hasPrefix("/") ? file : "\(world.workingDirectory)/\(file)"
    guard let handle = FileHandle(forReadingAtPath: path),
      let data = try? handle.read(upToCount: Self.maximumBytes + 1)
    else { throw CannotRun("\(file): the file with the database URL cannot be read") }
    guard data.count <= Self.maximumBytes else {
      throw CannotRun("\(file): more than \(Self.maximumBytes) bytes are no database URL")
    }
    text = String(decoding: data, as: UTF8.self)
    source = file
  }

  private static let maximumBytes = 16_384
}
