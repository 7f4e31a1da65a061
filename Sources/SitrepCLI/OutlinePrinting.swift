import Rehearsal
import Reports

extension Outline {
  /// The outline as text, or as Markdown with everything escaped.
  func printed(asMarkdown isMarkdown: Bool) -> String {
    let escaped: (String) -> String = { isMarkdown ? MarkdownText.inline($0) : $0 }
    var result = isMarkdown ? "# \(escaped(title))\n" : "\(title)\n"
    for group in groups {
      result += isMarkdown ? "\n## \(escaped(group.title))\n\n" : "\n\(group.title)\n"
      for line in group.lines {
        result += (isMarkdown ? "- " : "  ") + escaped(line.text) + "\n"
        for detail in line.details {
          result += (isMarkdown ? "  - " : "      ") + escaped(detail) + "\n"
        }
      }
    }
    return result + "\n\(escaped(summary))\n"
  }
}
