import Configuration
import Foundation

/// The fields of a report as one JSON object on standard input, for agents that would rather not quote
/// for a shell.
package struct FieldsInput: Sendable, Equatable {
  /// Largest object that is read: far above any report, far below what could fill the memory.
  package static let maximumBytes = 1 << 20

  private var fields: [String: [String]]

  /// No fields at all.
  package init() {
    fields = [:]
  }

  /// - Parameters:
  ///   - bytes: one JSON object whose values are strings or lists of strings.
  ///   - known: the keys of the report.
  /// - Throws: `CannotRun` for what is no such object, naming the key and the nearest known one.
  package init(json bytes: [UInt8], known: [String]) throws {
    guard bytes.count <= Self.maximumBytes else {
      throw CannotRun("standard input: more than \(Self.maximumBytes) bytes are no report")
    }
    let value: Any
    do {
      value = try JSONSerialization.jsonObject(with: Data(bytes))
    } catch {
      throw CannotRun("standard input: no JSON: \(Self.reason(of: error))")
    }
    guard let object = value as? [String: Any] else {
      throw CannotRun("standard input: a JSON object is wanted, such as {\"\(known[0])\": \"…\"}")
    }
    if let twice = RepeatedKey.first(in: bytes) {
      throw CannotRun("standard input: the key '\(twice)' stands twice")
    }
    fields = [:]
    for (key, value) in object.sorted(by: { $0.key < $1.key }) {
      guard known.contains(key) else {
        let nearest = NearestKey.nearest(to: key, among: known).map { "; did you mean '\($0)'?" }
        throw CannotRun(
          "standard input: unknown key '\(key)'\(nearest ?? "; known: \(known.joined(separator: ", "))")"
        )
      }
      if let text = value as? String {
        fields[key] = [text]
      } else if let texts = value as? [String] {
        fields[key] = texts
      } else {
        throw CannotRun("standard input: '\(key)' is a string or a list of strings")
      }
    }
  }

  /// A flag's value where it was given, else the object's.
  package func text(_ key: String, flag: String?) -> String? {
    flag ?? fields[key]?.first
  }

  /// The flags' values where there are some, else the object's.
  package func list(_ key: String, flags: [String]) -> [String] {
    flags.isEmpty ? fields[key] ?? [] : flags
  }

  private static func reason(of error: any Error) -> String {
    let info = (error as NSError).userInfo
    // A number of a million digits is quoted whole.
    return String((info[NSDebugDescriptionErrorKey] as? String ?? "\(error)").prefix(200))
  }
}
