import Facts
import MarkdownTree

/// Finds what the record says of files: how many lines they have, which pictures are shown.
///
/// What this tool captured in a fence of its own, and HTML comments, say nothing.
struct TraceReader {
  let document: MarkdownDocument
  private var source: SourceText { document.source }

  init(_ document: MarkdownDocument) {
    self.document = document
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
      for offset in ByteSearch.offsets(of: UInt8(ascii: "."), in: bytes) {
        guard let target = PictureScan.target(withExtensionAt: offset, in: bytes),
          let line = line(at: offset, except: captured)
        else { continue }
        traces.pictures.append(
          PictureLink(target: target, place: RecordPlace(path: source.path, line: line))
        )
      }
    }
    return traces
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
      document.fenceInfo(index).split { !$0.isLetter }.contains { $0.lowercased() == "sitrep" }
    }.map { document.nodes[$0].lines }
  }
}
