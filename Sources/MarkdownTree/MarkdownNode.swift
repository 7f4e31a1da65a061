/// One block of a Markdown file, as a place in the source: 40 bytes, no text of its own.
package struct MarkdownNode: Sendable, Equatable {
  package enum Kind: UInt8, Sendable {
    case document, blockQuote, list, item, paragraph, heading, thematicBreak
    case codeFence, indentedCode, htmlBlock
    /// An HTML block that begins with `<!--`.
    case htmlComment
    /// An HTML block whose content is code or style: `<pre>`, `<script>`, `<style>`, `<textarea>`.
    case htmlCode
    /// A GFM table; its first two lines are the header and the delimiter row.
    case table
  }

  package var kind: Kind
  /// 1...6 for a heading, else 0.
  package var level: UInt8
  /// An ordered list or an item of one.
  package var ordered: Bool
  /// A heading underlined with `=` or `-`.
  package var setext: Bool
  /// A fence whose closing line is missing: everything to the end of its container is code.
  package var unclosed: Bool
  /// Index of the parent in `MarkdownDocument.nodes`; 0 for the document itself.
  package var parent: Int32
  /// One past the last descendant in `MarkdownDocument.nodes`.
  package var subtreeEnd: Int32
  /// 1-based lines.
  package var firstLine: Int32
  package var lastLine: Int32
  /// 1-based column, in bytes, at which the block begins on its first line.
  package var column: Int32
  /// Of an ordered list: its first number; of an item: its own, in order of the list.
  package var number: Int32

  init(kind: Kind, parent: Int32, firstLine: Int32, lastLine: Int32, column: Int32) {
    self.kind = kind
    self.level = 0
    self.ordered = false
    self.setext = false
    self.unclosed = false
    self.parent = parent
    self.subtreeEnd = 0
    self.firstLine = firstLine
    self.lastLine = lastLine
    self.column = column
    self.number = 0
  }

  /// 1-based lines, both ends included.
  package var lines: ClosedRange<Int> {
    Int(firstLine)...max(Int(firstLine), Int(lastLine))
  }
}
