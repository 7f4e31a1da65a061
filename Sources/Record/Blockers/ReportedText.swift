/// The text of a blocker without what a report put around it: its label before, its facts behind.
///
/// A two-hourly entry lists an open blocker as `TEXT (since 08:10 UTC, waiting on NAME, PATH:LINE)`; read
/// back, that is the blocker it was, and not a longer text with each report.
package enum ReportedText {
  private static let labels = ["Blocked On: ", "Blockers: ", "Blocker: "]
  private static let opening = Array(" (since ".utf8)

  /// `Blocked On: no access (since 08:10 UTC, …)` → `no access`, however often facts were added.
  package static func plain(_ text: String) -> String {
    var text = text
    for label in labels where text.hasPrefix(label) { text = String(text.dropFirst(label.count)) }
    while text.hasSuffix(")"), let start = startOfFacts(in: text) { text = String(text[..<start]) }
    return text
  }

  private static func startOfFacts(in text: String) -> String.Index? {
    let bytes = Array(text.utf8)
    guard bytes.count > opening.count else { return nil }
    for start in stride(from: bytes.count - opening.count, through: 0, by: -1)
    where bytes[start..<(start + opening.count)].elementsEqual(opening) {
      let rest = String(decoding: bytes[(start + opening.count)...], as: UTF8.self)
      let isOurs = rest.contains(" UTC") && rest.first?.isNumber == true
      return isOurs ? text.utf8.index(text.utf8.startIndex, offsetBy: start) : nil
    }
    return nil
  }
}
