internal import Foundation

/// The printed lines of one run of Prisma, and what stands in them.
struct PrismaOutput {
  /// `error: …` with the place that the arrow below it names.
  struct SchemaError {
    var message: String
    /// `path:line`; nil when it names none.
    var place: String?
    /// The quoted line of the schema calls `env(…)`.
    var excerptReadsVariable: Bool
  }

  private let lines: [Substring]
  /// Where Prisma says that it found the schema.
  let loadedSchema: String?

  init(stdout: String, stderr: String) {
    let split = { (text: String) in
      text.split(whereSeparator: \.isNewline).map { Substring($0.trimmingSpaces) }
    }
    lines = split(stdout) + split(stderr)
    loadedSchema =
      lines.lazy.compactMap { line in
        line.rest(after: "Prisma schema loaded from ").map {
          $0.hasSuffix(".") ? String($0.dropLast()) : $0
        }
      }.first
  }

  func has(_ words: String) -> Bool {
    lines.contains { $0.contains(words) }
  }

  func hasLine(beginning words: String) -> Bool {
    lines.contains { $0.hasPrefix(words) }
  }

  func line(containing words: String) -> String? {
    lines.first { $0.contains(words) }.map(String.init)
  }

  /// What follows `words` in the first line that has them.
  func rest(after words: String) -> String? {
    lines.lazy.compactMap { $0.rest(after: words) }.first
  }

  var saysValid: Bool {
    lines.contains {
      ($0.hasPrefix("The schema at ") && $0.contains(" is valid"))
        || ($0.hasPrefix("The schemas at ") && $0.contains(" are valid"))
    }
  }

  var version: String? {
    for line in lines {
      guard line.hasPrefix("Prisma CLI Version") || line.hasPrefix("prisma "),
        let colon = line.firstIndex(of: ":"),
        line[..<colon].dropFirst(6).allSatisfy({ $0 == " " }) || line.hasPrefix("Prisma CLI")
      else { continue }
      let value = line[line.index(after: colon)...].trimmingSpaces
      if value.first?.isNumber == true { return value }
    }
    return nil
  }

  /// The first line that says something: an error before all else.
  var firstWords: String? {
    let line =
      lines.first { $0.hasPrefix("Error: ") } ?? lines.first { $0.hasPrefix("! ") }
      ?? lines.first { !$0.isEmpty && !$0.contains("schema loaded from") }
    return line.map { String($0.prefix(300)) }
  }

  /// How many errors Prisma counts, and at least those seen: it may lose the end of what it writes.
  var errorCount: Int {
    let counted = rest(after: "Validation Error Count: ").flatMap { Int($0) } ?? 0
    return max(counted, lines.count { $0.hasPrefix("error: ") })
  }

  var firstError: SchemaError? {
    guard let index = lines.firstIndex(where: { $0.hasPrefix("error: ") }) else {
      return lines.first { $0.hasPrefix("Error code: P") }.map {
        SchemaError(message: String($0), place: nil, excerptReadsVariable: false)
      }
    }
    let below = lines[(index + 1)...].prefix { !$0.hasPrefix("error: ") }
    let place = below.first { $0.hasPrefix("-->") }.map { $0.dropFirst(3).trimmingSpaces }
    return SchemaError(
      message: String(lines[index].dropFirst(7).trimmingSpaces),
      place: place.map(completed),
      excerptReadsVariable: below.contains { $0.contains("env(") }
    )
  }

  /// Before 5.15 the place has only the file's name: the path is known from where it was loaded.
  private func completed(_ place: String) -> String {
    guard let loadedSchema, let colon = place.lastIndex(of: ":"),
      !place.contains("/"), loadedSchema.hasSuffix("/" + place[..<colon])
    else { return place }
    return loadedSchema + place[colon...]
  }
}

extension StringProtocol {
  fileprivate var trimmingSpaces: String {
    trimmingCharacters(in: .whitespaces)
  }

  fileprivate func rest(after words: String) -> String? {
    range(of: words).map { String(self[$0.upperBound...]) }
  }
}
