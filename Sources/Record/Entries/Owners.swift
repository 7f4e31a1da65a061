import Facts

/// Whose part of a file a line stands in: a level-1 heading may name another agent, and a section may be named after one.
struct Owners {
  private var starts: [(line: Int, agent: String?)]

  init(_ headings: [Heading], _ names: AgentNames, _ source: SourceText, file: String?) {
    starts = [(0, file)]
    var outer = file
    var section = 0
    for (index, heading) in headings.enumerated() {
      let isInside = section > 0 && heading.level > section
      if heading.level == 1, index > 0, let found = names.leading(source.string(heading.range)) {
        outer = found.name
        section = 0
        starts.append((heading.line, outer))
      } else if !isInside, let name = Self.owner(heading, names, source) {
        section = heading.level
        starts.append((heading.line, name))
      } else if section > 0, !isInside {
        section = 0
        starts.append((heading.line, outer))
      }
    }
  }

  /// The agent that a section is named after: `## Claude`, `### Agent: builder`.
  private static func owner(_ heading: Heading, _ names: AgentNames, _ source: SourceText)
    -> String?
  {
    guard heading.stamp == nil, heading.level > 1, heading.range.count <= 40,
      source.bytes.withUnsafeBufferPointer({ bytes in
        let words = UnsafeBufferPointer(rebasing: bytes[heading.range])
        return names.mayName(words) || mayLabel(words)
      })
    else { return nil }
    let text = HeadingWords.trimmed(source.string(heading.range))
    if let (label, separator, rest) = HeadingWords.split(text), separator == ":",
      FieldNames.role(of: label) == .author
    {
      return FileHeader.name(rest).map { names.canonical($0) ?? $0 }
    }
    return names.canonical(text)
      ?? (AgentNames.isWellKnown(text) && !text.contains(" ") ? text : nil)
  }

  /// Whether what stands before the first colon may be a label that names the author.
  private static func mayLabel(_ heading: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let colon = heading.firstIndex(of: 0x3A) else { return false }
    let label = UnsafeBufferPointer(rebasing: heading[..<colon])
    // Brackets without a partner are cut off before the label is read.
    return label.contains { $0 == 0x28 || $0 == 0x5B } || FieldNames.role(of: label) == .author
  }

  func agent(atLine line: Int) -> String? {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle].line <= line { low = middle } else { high = middle }
    }
    return starts[low].agent
  }
}
