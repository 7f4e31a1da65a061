import Facts
import MarkdownTree

/// Finds what the record says of files: how many lines they have, which pictures are shown, and what was proven
/// by which of them.
///
/// What this tool captured in a fence of its own, and HTML comments, say nothing.
struct TraceReader {
  let document: MarkdownDocument
  let entries: [Entry]
  private var source: SourceText { document.source }

  /// `entries` are those of the document, in its order.
  init(_ document: MarkdownDocument, entries: [Entry] = []) {
    self.document = document
    self.entries = entries
  }

  func traces() -> RecordTraces {
    var traces = RecordTraces()
    let captured = capturedLines()
    source.bytes.withUnsafeBufferPointer { bytes in
      for offset in ByteSearch.offsets(of: "line", in: bytes) {
        guard let claim = LineClaimScan.claim(endingAt: offset, in: bytes),
          let line = line(at: offset, except: captured)
        else { continue }
        traces.lineClaims.append(
          LineClaim(
            subject: claim.subject,
            lines: claim.lines,
            place: RecordPlace(path: source.path, line: line)
          )
        )
      }
      ByteSearch.forEach(UInt8(ascii: "."), in: bytes) { offset in
        if let name = sqlName(withExtensionAt: offset, in: bytes) {
          guard let line = line(at: offset, except: captured) else { return }
          traces.sqlFiles.append(
            FileMention(name: name, place: RecordPlace(path: source.path, line: line))
          )
        } else if let target = PictureScan.target(withExtensionAt: offset, in: bytes),
          let line = line(at: offset, except: captured)
        {
          traces.pictures.append(
            PictureLink(target: target, place: RecordPlace(path: source.path, line: line))
          )
        }
      }
      readProofs(at: ByteSearch.offsets(of: "sha256:", in: bytes), into: &traces)
    }
    return traces
  }

  /// The name before `.sql`; nil for another extension, and where a longer word goes on.
  private func sqlName(
    withExtensionAt dot: Int,
    in bytes: UnsafeBufferPointer<UInt8>
  ) -> String? {
    func isName(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D...0x2F, 0x5F, 0x80...: true
      default: false
      }
    }
    let end = dot + 4
    guard end <= bytes.count, bytes[dot + 1] == 0x73, bytes[dot + 2] == 0x71,
      bytes[dot + 3] == 0x6C
    else { return nil }
    if end < bytes.count, isName(bytes[end]), bytes[end] != 0x2E { return nil }
    var first = dot
    while first > 0, isName(bytes[first - 1]), dot - first < 300 { first -= 1 }
    return first < dot ? String(decoding: bytes[first..<end], as: UTF8.self) : nil
  }

  /// A proof stands in the entry's own text, in no code of any kind.
  private func readProofs(at offsets: [Int], into traces: inout RecordTraces) {
    var position = -1
    var lines: ProofLines?
    for offset in offsets {
      let line = source.line(at: offset)
      guard !document.isCode(line: line), !document.isComment(line: line) else { continue }
      if lines == nil { lines = ProofLines(source, entry: nil) }
      while position + 1 < entries.count, entries[position + 1].line <= line {
        position += 1
        lines = ProofLines(source, entry: entries[position])
      }
      lines?.read(line: line, into: &traces)
    }
  }

  /// nil where what is written says nothing.
  private func line(at offset: Int, except captured: [ClosedRange<Int>]) -> Int? {
    let line = source.line(at: offset)
    if document.isComment(line: line) || captured.contains(where: { $0.contains(line) }) {
      return nil
    }
    return line
  }

  private func capturedLines() -> [ClosedRange<Int>] {
    document.indices(of: .codeFence).filter { index in
      let info = document.fenceInfo(index)
      return Self.mayNameTool(info)
        && info.split { !$0.isLetter }.contains { $0.lowercased() == "sitrep" }
    }.map { document.nodes[$0].lines }
  }

  /// A quick look before the words are taken apart: every letter of the name is one of ASCII.
  private static func mayNameTool(_ info: String) -> Bool {
    let name: StaticString = "sitrep"
    var matched = 0
    for byte in info.utf8 {
      // No letter of the name but the first is the first one.
      if byte | 0x20 != name.utf8Start[matched] { matched = 0 }
      if byte | 0x20 == name.utf8Start[matched] { matched += 1 }
      if matched == name.utf8CodeUnitCount { return true }
    }
    return false
  }
}
