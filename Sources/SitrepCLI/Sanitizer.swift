import Collectors
import Configuration
import Redaction
import Workspace

/// The one redaction that everything captured or quoted passes before it is kept, rendered or written.
struct Sanitizer: Sendable {
  private let redactor: Redactor

  /// Knows these values, whatever they look like, and those of the environment's variables with secret names.
  init(known: [KnownSecret] = [], environment: [String: String] = [:]) {
    redactor = Redactor(knownValues: known + KnownSecret.ofEnvironment(environment))
  }

  /// The redaction that knows the values of a repository's vault and of the environment.
  init(_ repository: Repository, world: World) {
    let vault = VaultCollector.collect(repository.settings.paths.vault, in: repository.tree)
    self.init(known: vault.secrets, environment: world.environment)
  }

  /// Control characters go first: an escape sequence must not split what a secret looks like.
  func clean(_ text: String) -> String {
    redactor.redact(ControlCharacters.removed(from: text)).text
  }

  /// Text of the record on its way to a reader: what steers a terminal is taken out where it is printed.
  func shown(_ text: String) -> String {
    redactor.redact(text).text
  }

  /// The same of every text in a JSON document.
  func shown(json: String) -> String {
    redactor.redact(json: json)
  }

  /// The kinds and lines of what the redaction would take out.
  func secrets(in bytes: [UInt8]) -> [Redacted.Place] {
    redactor.redact(bytes: bytes).findings
  }

  /// Whether a value looks like a secret, or is one that the vault holds.
  func findsSecret(in text: String) -> Bool {
    !redactor.redact(text).findings.isEmpty
  }
}
