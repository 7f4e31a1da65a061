/// Collects everything that a report lacks, so that it is named at once.
struct MissingFields {
  private(set) var problems: [String] = []

  /// The text, or an empty one that is noted as missing.
  mutating func text(_ name: String, _ flag: String, _ value: String?) -> String {
    let trimmed = value.map(Self.trimmed) ?? ""
    if trimmed.isEmpty { problems.append("no \(name): \(flag) TEXT") }
    return trimmed
  }

  /// The texts that say something; fewer than `minimum` are noted as missing.
  mutating func list(_ name: String, _ flag: String, _ values: [String], minimum: Int = 1)
    -> [String]
  {
    let said = values.map(Self.trimmed).filter { !$0.isEmpty }
    if said.count < minimum {
      let have = said.isEmpty ? "none" : "\(said.count)"
      problems.append(
        minimum == 1
          ? "no \(name): \(flag) TEXT"
          : "\(minimum) \(name) are wanted, \(have) given: repeat \(flag) TEXT"
      )
    }
    return said
  }

  mutating func add(_ problem: String) {
    problems.append(problem)
  }

  /// - Throws: `Refusal` with all that is missing, and a call that would pass.
  func refuse(example: String) throws {
    if !problems.isEmpty { throw Refusal(problems, example: example) }
  }

  private static func trimmed(_ text: String) -> String {
    let body = text.drop { $0.isWhitespace }
    return String(
      body.prefix(
        upTo: body.lastIndex { !$0.isWhitespace }.map(body.index(after:)) ?? body.startIndex
      )
    )
  }
}
