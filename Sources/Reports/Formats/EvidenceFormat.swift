package import Facts

/// Prints evidence for a person, a chat or a program.
package enum EvidenceFormat {
  /// - Throws: what `JSONFormat` throws.
  package static func print(_ evidence: Evidence, as format: OutputFormat) throws -> String {
    switch format {
    case .json: try JSONFormat.text(evidence)
    case .text: text(evidence)
    case .markdown: markdown(evidence)
    }
  }

  private static func text(_ evidence: Evidence) -> String {
    var result = "Evidence at \(evidence.collectedAt.iso8601)\n"
    for group in EvidenceOutline(evidence).groups {
      result += "\n\(group.title)\n"
      for line in group.lines {
        result += "  \(line.text)\n"
        for detail in line.details { result += "      \(detail)\n" }
      }
    }
    return result
  }

  private static func markdown(_ evidence: Evidence) -> String {
    var result = "# Evidence at \(evidence.collectedAt.iso8601)\n"
    for group in EvidenceOutline(evidence).groups {
      result += "\n## \(group.title)\n\n"
      for line in group.lines {
        result += "- \(MarkdownText.inline(line.text))\n"
        for detail in line.details { result += "  - \(MarkdownText.inline(detail))\n" }
      }
    }
    return result
  }
}
