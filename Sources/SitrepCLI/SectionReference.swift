import Facts
import MarkdownTree
import Workspace

/// `FILE#HEADING`: a section that an agent says it read; the section has to exist.
struct SectionReference {
  /// What the report quotes; nil when the section does not exist.
  let summary: String?
  /// The file that was looked into; nil when it could not be read.
  let file: SourceFile?
  /// Why it does not count; nil when it does.
  let problem: String?

  init(_ text: String, tree: FileTree) {
    guard let mark = text.firstIndex(of: "#") else {
      summary = nil
      file = nil
      problem = "--read \(text): write FILE#HEADING"
      return
    }
    let path = String(text[..<mark])
    let heading = String(text[text.index(after: mark)...])
    let file = tree.read(path)
    if case .text = file.content { self.file = file } else { self.file = nil }
    switch file.content {
    case .unreadable(let reason):
      summary = nil
      problem = "--read \(text): \(path): \(reason)"
    case .tooLarge:
      summary = nil
      problem = "--read \(text): \(path) is too large to be read"
    case .text(let source):
      let document = MarkdownDocument(source)
      let headings = document.indices(of: .heading)
      let wanted = Self.folded(heading)
      if let index = headings.first(where: { Self.folded(document.headingText($0)) == wanted }) {
        summary = "read \(path)#\(heading) (line \(document.nodes[index].firstLine))"
        problem = nil
      } else {
        summary = nil
        let known = headings.prefix(5).map { document.headingText($0) }.joined(separator: ", ")
        problem = "--read \(text): \(path) has no such heading; it has: \(known)"
      }
    }
  }

  /// As a link to a heading is written: lower case, letters and digits only.
  private static func folded(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
