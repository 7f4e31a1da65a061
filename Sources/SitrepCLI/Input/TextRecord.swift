package import Redaction

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// One text of `--jsonl`.
package struct TextRecord: Codable {
  /// The caller's name for a text: a string or a whole number, given back as it came.
  private enum ID: Codable {
    case number(Int)
    case string(String)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int.self) {
        self = .number(number)
      } else {
        self = .string(try container.decode(String.self))
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .number(let number): try container.encode(number)
      case .string(let string): try container.encode(string)
      }
    }
  }

  private var id: ID
  private var text: String

  /// The same object with its text redacted.
  ///
  /// - Throws: what the decoder says of a line that is no such object; it may quote the line.
  package static func redacted(_ line: [UInt8], by redactor: Redactor) throws -> [UInt8] {
    var record = try JSONDecoder().decode(TextRecord.self, from: Data(line))
    record.text = redactor.redact(record.text).text
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(record))
  }
}
