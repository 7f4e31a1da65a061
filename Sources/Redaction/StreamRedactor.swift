/// Takes secrets out of a stream of any length in bounded memory.
///
/// Text is looked at in windows. Of a window only that is given out which has `context` bytes on
/// both sides, up to a line end; the rest is looked at again together with what follows. So a
/// private key or another secret over several lines is seen whole, wherever a piece ends, as long
/// as it is shorter than `context`. A line longer than two windows is cut, never inside a secret
/// that was seen.
package struct StreamRedactor {
  private let redactor: Redactor
  private let window: Int
  private let context: Int
  private var buffer: [UInt8] = []
  /// How much of the buffer was given out and stays as context alone.
  private var emitted = 0
  /// The buffer's length at which it is worth looking at.
  private var threshold: Int

  /// - Parameters:
  ///   - redactor: what finds the secrets.
  ///   - window: bytes looked at together.
  ///   - context: bytes on both sides that a decision may depend on.
  package init(_ redactor: Redactor, window: Int = 2_097_152, context: Int = 65_536) {
    self.redactor = redactor
    self.window = max(window, 4 * context)
    self.context = context
    threshold = self.window
  }

  /// Takes the next piece, and gives what is safe to print.
  package mutating func append(_ piece: [UInt8]) -> [UInt8] {
    buffer += piece
    guard buffer.count >= threshold else { return [] }
    guard let cut = cut() else {
      threshold = buffer.count + window
      return []
    }
    threshold = window
    return emit(spans: redactor.secretSpans(in: buffer), to: cut)
  }

  /// Gives what is left.
  package mutating func finish() -> [UInt8] {
    emit(spans: redactor.secretSpans(in: buffer), to: buffer.count)
  }

  /// Behind the last line end that has enough behind it; in a line without end, where a character begins.
  private func cut() -> Int? {
    let limit = buffer.count - context
    if let end = buffer[emitted..<limit].lastIndex(of: Ascii.newline) { return end + 1 }
    guard buffer.count >= 2 * window else { return nil }
    return buffer[emitted..<limit].lastIndex { $0 & 0xC0 != 0x80 }
  }

  private mutating func emit(spans: [SecretSpan], to wanted: Int) -> [UInt8] {
    var end = wanted
    if let split = spans.first(where: { $0.range.lowerBound < end && $0.range.upperBound > end }),
      split.range.lowerBound > emitted
    {
      end = split.range.lowerBound
    }
    var output: [UInt8] = []
    output.reserveCapacity(end - emitted)
    var position = emitted
    var line = 0
    for var span in spans where span.range.upperBound > emitted && span.range.lowerBound < end {
      span.range = max(span.range.lowerBound, emitted)..<min(span.range.upperBound, end)
      output += buffer[position..<span.range.lowerBound]
      redactor.appendMark(for: span, of: buffer, to: &output, line: &line)
      position = span.range.upperBound
    }
    output += buffer[position..<end]
    forget(before: end)
    return output
  }

  /// Keeps the lines before what comes next as context.
  private mutating func forget(before end: Int) {
    let oldest = max(0, end - context)
    let start = buffer[oldest..<end].firstIndex(of: Ascii.newline).map { $0 + 1 } ?? oldest
    let kept = oldest == 0 ? 0 : start
    buffer.removeFirst(kept)
    emitted = end - kept
  }
}
