/// A file that a collector was asked to look at: its text, or why there is none.
///
/// "Not looked" is a value here, so that no collector can mistake it for "nothing found".
package struct SourceFile: Sendable {
  package enum Content: Sendable {
    case text(SourceText)
    /// Above the size that is analysed; the lines are counted all the same.
    case tooLarge(bytes: Int, lines: Int)
    case unreadable(reason: String)
  }

  /// Path relative to the repository root, with `/`.
  package var path: String
  package var content: Content

  package init(path: String, content: Content) {
    self.path = path
    self.content = content
  }

  package init(path: String, text: String) {
    self.init(path: path, content: .text(SourceText(path: path, text: text)))
  }
}
