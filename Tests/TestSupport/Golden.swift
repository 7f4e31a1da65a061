import Foundation

/// Golden files: what a command printed when somebody last looked at it and agreed.
package enum Golden {
  /// What differs between `text` and the golden file `name` in the `Golden` folder beside the test; nil
  /// when nothing does.
  ///
  /// With SITREP_RECORD_GOLDEN=1 the file is written instead, to be read and committed by a person.
  package static func difference(
    _ text: String,
    from name: String,
    testFile: String = #filePath
  ) throws -> String? {
    let folder = (testFile as NSString).deletingLastPathComponent + "/Golden"
    return try difference(text, fromFile: "\(folder)/\(name)")
  }

  /// The same for a file that stands anywhere.
  package static func difference(_ text: String, fromFile path: String) throws -> String? {
    let name = (path as NSString).lastPathComponent
    if ProcessInfo.processInfo.environment["SITREP_RECORD_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent,
        withIntermediateDirectories: true
      )
      try Data(text.utf8).write(to: URL(filePath: path))
      return nil
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      return "\(name) does not exist: run once with SITREP_RECORD_GOLDEN=1 and read what it wrote"
    }
    let expected = String(decoding: data, as: UTF8.self)
    if expected == text { return nil }
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(old, new).prefix { $0 == $1 }.count
    return """
      \(name):\(line + 1) differs:
      - \(line < old.count ? String(old[line]) : "<end>")
      + \(line < new.count ? String(new[line]) : "<end>")
      """
  }
}
