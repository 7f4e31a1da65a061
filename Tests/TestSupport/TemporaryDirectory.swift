import Foundation

/// A folder of its own for one test, removed with the value.
package final class TemporaryDirectory: Sendable {
  /// Absolute, without links.
  package let path: String

  package init() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "sitrep-\(UUID().uuidString)"
    )
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.resolvingSymlinksInPath().path
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The absolute path of a relative one.
  package func path(_ relative: String) -> String { "\(path)/\(relative)" }

  /// Writes a file in place, with the folders that it needs.
  package func write(_ text: String, to relative: String) throws {
    try write(Array(text.utf8), to: relative)
  }

  /// Writes a file in place, with the folders that it needs.
  package func write(_ bytes: [UInt8], to relative: String) throws {
    try makeFolder(Self.folder(of: relative))
    try Data(bytes).write(to: URL(filePath: path(relative)))
  }

  // NSString's own way traps for a name of one letter.
  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }

  package func makeFolder(_ relative: String) throws {
    try FileManager.default.createDirectory(
      atPath: path(relative),
      withIntermediateDirectories: true
    )
  }

  /// Makes a symbolic link with exactly this target.
  package func link(_ relative: String, to target: String) throws {
    try makeFolder(Self.folder(of: relative))
    try FileManager.default.createSymbolicLink(
      atPath: path(relative),
      withDestinationPath: target
    )
  }

  package func remove(_ relative: String) throws {
    try FileManager.default.removeItem(atPath: path(relative))
  }

  package func text(of relative: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path(relative))), as: UTF8.self)
  }
}
