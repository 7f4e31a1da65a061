/// Colour, or none.
package struct Ink {
  enum Tone: String, CaseIterable {
    case red = "31"
    case yellow = "33"
    case green = "32"
    case cyan = "36"
    case bold = "1"
    case dim = "2"
  }

  /// All that it ever writes to a terminal.
  package static let sequences = (Tone.allCases.map(\.rawValue) + ["0"]).map { "\u{1B}[\($0)m" }

  let isColored: Bool

  func callAsFunction(_ tone: Tone, _ text: String) -> String {
    isColored && !text.isEmpty ? "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m" : text
  }
}
