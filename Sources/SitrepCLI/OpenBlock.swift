import Facts
import MarkdownTree

/// A block at the end of a file that is never closed, and would take in whatever is appended.
///
/// To a Markdown reader an entry behind an open code fence, an open comment or an open `<pre>` is no
/// entry but a part of it.
struct OpenBlock {
  /// 1-based; where the block begins.
  let line: Int
  /// As a message has it: `code fence`.
  let name: String
  /// The line that closes it; nil when none is known to.
  let closing: String?

  /// The block that is open at the end of these bytes; nil when an entry behind them can be read.
  init?(endOf bytes: [UInt8]) {
    guard Self.mayHold(bytes), let node = Self.node(over: bytes) else { return nil }
    line = Int(node.firstLine)
    let candidates: [String]
    switch node.kind {
    case .codeFence:
      name = "code fence"
      candidates = [Self.fence(in: bytes, line: line)]
    case .htmlComment:
      name = "comment"
      candidates = ["-->"]
    case .htmlCode:
      name = "HTML element"
      candidates = ["</pre>"]
    default:
      name = "HTML block"
      candidates = [">", "?>", "]]>"]
    }
    let newline: [UInt8] = bytes.last == 0x0A ? [] : [0x0A]
    closing = candidates.first { candidate in
      Self.node(over: bytes + newline + Array("\(candidate)\n".utf8)) == nil
    }
  }

  /// Whether any line begins as such a block does: nearly always none, and then nothing has to be parsed.
  private static func mayHold(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      var isAtStart = true
      for byte in buffer {
        switch byte {
        case 0x0A: isAtStart = true
        case 0x20: break
        case UInt8(ascii: "`"), UInt8(ascii: "~"), UInt8(ascii: "<"):
          if isAtStart { return true }
        default: isAtStart = false
        }
      }
      return false
    }
  }

  /// The block that a heading behind these bytes would be a part of; nil when it would be a heading.
  private static func node(over bytes: [UInt8]) -> MarkdownNode? {
    guard !bytes.isEmpty else { return nil }
    let probe = SourceText(path: "", bytes: bytes + Array("\n\n## entry\n".utf8))
    let document = MarkdownDocument(probe)
    guard document.kind(ofLine: probe.lineCount) != .heading else { return nil }
    return document.nodes.last { Int($0.lastLine) >= probe.lineCount && $0.parent == 0 }
      .flatMap { $0.kind == .document ? nil : $0 }
  }

  /// As many marks as the fence was opened with.
  private static func fence(in bytes: [UInt8], line: Int) -> String {
    let source = SourceText(path: "", bytes: bytes)
    let text = source.bytes[source.lineRange(line)].drop { $0 == 0x20 }
    guard let mark = text.first else { return "" }
    return String(decoding: text.prefix { $0 == mark }, as: UTF8.self)
  }
}
