import Redaction

/// The one redaction that everything captured or quoted passes before it is kept, rendered or written.
struct Sanitizer: Sendable {
  private let redactor: Redactor

  init() {
    redactor = Redactor()
  }

  /// Control characters go first: an escape sequence must not split what a secret looks like.
  func clean(_ text: String) -> String {
    redactor.redact(ControlCharacters.removed(from: text)).text
  }

  /// Whether a value looks like a secret.
  func findsSecret(in text: String) -> Bool {
    !redactor.redact(text).findings.isEmpty
  }
}
