/// Takes secrets out of any text before it is kept, hashed or printed.
///
/// A secret is replaced by `[redacted: <kind>]`; host, key name, line ends and everything around it
/// stay, so that line numbers are those of the original. A second pass leaves the marks of the first
/// as they are. Every detector reads the bytes a bounded number of times.
package struct Redactor: Sendable {
  private let known: KnownValueIndex

  /// - Parameter knownValues: values that are secret whatever they look like; those shorter than 12
  ///   bytes are ignored, since they would also match harmless text.
  package init(knownValues: [KnownSecret] = []) {
    self.known = KnownValueIndex(knownValues)
  }

  package func redact(_ text: String) -> Redacted {
    let result = redact(bytes: Array(text.utf8))
    return Redacted(
      text: result.findings.isEmpty ? text : String(decoding: result.bytes, as: UTF8.self),
      findings: result.findings
    )
  }

  /// The same over bytes, which need not be valid UTF-8.
  package func redact(bytes: [UInt8]) -> RedactedBytes {
    let spans = secretSpans(in: bytes)
    guard !spans.isEmpty else { return RedactedBytes(bytes: bytes, findings: []) }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var findings: [Redacted.Place] = []
    var position = 0
    var line = 1
    for span in spans {
      append(bytes[position..<span.range.lowerBound], to: &output, line: &line)
      if !span.continues {
        findings.append(Redacted.Place(kind: span.kind, line: line))
      }
      appendMark(for: span, of: bytes, to: &output, line: &line)
      position = span.range.upperBound
    }
    output.append(contentsOf: bytes[position...])
    return RedactedBytes(bytes: output, findings: findings)
  }

  /// Secrets in order, without overlaps.
  func secretSpans(in bytes: [UInt8]) -> [SecretSpan] {
    guard let view = VisibleView(bytes) else { return visibleSpans(in: bytes) }
    // A colour code inside a key must not hide it: look at the text as a reader sees it.
    return visibleSpans(in: view.bytes).map { span in
      var span = span
      span.range = view.original(span.range)
      return span
    }
  }

  private func visibleSpans(in bytes: [UInt8]) -> [SecretSpan] {
    bytes.withUnsafeBufferPointer { text in
      var spans: [SecretSpan] = []
      PrivateKeyDetector.find(in: text, into: &spans)
      URLCredentialDetector.find(in: text, into: &spans)
      AssignmentDetector.find(in: text, into: &spans)
      HeaderValue.findSchemes(in: text, into: &spans)
      FlagDetector.find(in: text, into: &spans)
      CommandDetector.find(in: text, into: &spans)
      NearNameDetector.find(in: text, into: &spans)
      PhraseDetector.find(in: text, into: &spans)
      TableDetector.find(in: text, into: &spans)
      ColumnDetector.find(in: text, into: &spans)
      CallDetector.find(in: text, into: &spans)
      KubernetesSecretDetector.find(in: text, into: &spans)
      EncodedKeyDetector.find(in: text, into: &spans)
      VendorKeyDetector.shared.find(in: text, into: &spans)
      known.find(in: text, into: &spans)
      return SecretSpan.merged(spans)
    }
  }

  private func append(_ slice: ArraySlice<UInt8>, to output: inout [UInt8], line: inout Int) {
    output.append(contentsOf: slice)
    for byte in slice where byte == Ascii.newline { line += 1 }
  }

  /// One mark for each line that the secret stood on, the line ends themselves kept.
  func appendMark(
    for span: SecretSpan,
    of bytes: [UInt8],
    to output: inout [UInt8],
    line: inout Int
  ) {
    let mark = Array("[redacted: \(span.kind)]".utf8)
    output.append(contentsOf: mark)
    var index = span.range.lowerBound
    while index < span.range.upperBound {
      if bytes[index] == Ascii.newline {
        if index > span.range.lowerBound, bytes[index - 1] == Ascii.carriageReturn {
          output.append(Ascii.carriageReturn)
        }
        output.append(Ascii.newline)
        line += 1
        if index + 1 < span.range.upperBound { output.append(contentsOf: mark) }
      }
      index += 1
    }
  }
}

/// Text without its secrets.
package struct Redacted: Sendable, Equatable {
  /// A secret that was there.
  package struct Place: Sendable, Equatable {
    /// What it was: `url-password`, `private-key`, `github-token`, ….
    package var kind: String
    /// 1-based.
    package var line: Int

    package init(kind: String, line: Int) {
      self.kind = kind
      self.line = line
    }
  }

  package var text: String
  /// In the order of the text; empty when nothing was secret.
  package var findings: [Place]
}

/// Bytes without their secrets.
package struct RedactedBytes: Sendable, Equatable {
  package var bytes: [UInt8]
  /// In the order of the text; empty when nothing was secret.
  package var findings: [Redacted.Place]
}
