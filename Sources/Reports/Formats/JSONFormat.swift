import Foundation
import Redaction

/// How every command prints JSON: sorted keys, two spaces, slashes as they are, one newline at the end;
/// control and invisible characters as `\u` escapes.
package enum JSONFormat {
  /// - Throws: `EncodingError`, which no value of the contracts can cause.
  package static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let json = String(decoding: try encoder.encode(value), as: UTF8.self)
    return ControlCharacters.escapedForJSON(json) + "\n"
  }
}
