/// A secret's place in a text.
struct SecretSpan {
  /// How exactly the kind is known; the more exact one names a place that two detectors found.
  enum Precision: Int {
    /// From the name beside it.
    case context
    /// From the syntax it stands in: a URL, a header.
    case syntax
    /// From its own look: a vendor's prefix, a PEM label, a known value.
    case shape
  }

  var range: Range<Int>
  var kind: String
  var precision: Precision
  /// True for the further lines of a secret that is reported already.
  var continues = false

  /// The spans in order, those that overlap made one.
  static func merged(_ spans: [SecretSpan]) -> [SecretSpan] {
    let sorted = spans.filter { !$0.range.isEmpty }.sorted {
      ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
    }
    var result: [SecretSpan] = []
    for span in sorted {
      guard let last = result.last, span.range.lowerBound < last.range.upperBound else {
        result.append(span)
        continue
      }
      var merged = last
      merged.range = last.range.lowerBound..<max(last.range.upperBound, span.range.upperBound)
      // A token that fills most of the place says better what it was than the name beside it.
      if span.precision.rawValue > last.precision.rawValue,
        span.range.count * 5 >= merged.range.count * 4
      {
        merged.kind = span.kind
        merged.precision = span.precision
      }
      merged.continues = last.continues && span.continues
      result[result.count - 1] = merged
    }
    return result
  }
}
