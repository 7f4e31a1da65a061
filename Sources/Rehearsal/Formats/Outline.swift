internal import Facts

/// A result as titled groups of lines, from which the text and the Markdown format are made.
package struct Outline: Sendable {
  package struct Line: Sendable {
    package var text: String
    /// What belongs to it, one level deeper.
    package var details: [String]

    init(_ text: String, details: [String] = []) {
      self.text = text
      self.details = details
    }
  }

  package struct Group: Sendable {
    package var title: String
    package var lines: [Line]
  }

  package var title: String
  package var groups: [Group]
  /// The result in one sentence.
  package var summary: String

  init(title: String, groups: [Group], summary: String) {
    self.title = title
    self.groups = groups.filter { !$0.lines.isEmpty }
    self.summary = summary
  }
}

extension Outline {
  static func line(_ item: NotChecked) -> Line {
    Line([item.path, item.subject, item.reason].compactMap { $0 }.joined(separator: ": "))
  }
}

func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
  "\(count) \(count == 1 ? one : many ?? one + "s")"
}
