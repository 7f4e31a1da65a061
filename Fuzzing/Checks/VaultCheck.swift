import Collectors
import Facts
import Redaction

/// A file of the vault is read or refused with a reason; no value of it is printed as a name, and the
/// redactor that knows its values takes each out of a text.
enum VaultCheck {
  private static let names = ["a.json", "a.yml", "a.env", "a.txt", "a.pem"]

  static func run(_ bytes: [UInt8]) throws(Violation) {
    for name in names {
      let source = SourceText(path: "vault/app/\(name)", bytes: bytes)
      let vault = VaultCollector.collect(source)
      let again = VaultCollector.collect(source)
      try Violation.unless(
        vault.places == again.places && vault.notChecked == again.notChecked
          && vault.secrets.count == again.secrets.count,
        "\(name): a second reading differs"
      )
      for problem in vault.notChecked {
        try Violation.unless(!problem.reason.isEmpty, "\(name): refused without a reason")
      }
      try Violation.unless(
        vault.notChecked.isEmpty || vault.secrets.isEmpty,
        "\(name): refused, and values kept"
      )
      try Violation.unless(
        vault.secrets.count <= vault.places.count,
        "\(name): \(vault.secrets.count) values in \(vault.places.count) places"
      )
      // The whole file, redacted by what it holds, stays as many lines, and twice says the same.
      let redactor = Redactor(knownValues: vault.secrets)
      let once = redactor.redact(bytes: bytes).bytes
      try Violation.unless(
        lines(once) == lines(bytes),
        "\(name): redaction made \(lines(once)) lines of \(lines(bytes))"
      )
    }
  }

  private static func lines(_ bytes: [UInt8]) -> Int {
    bytes.count { $0 == 0x0A }
  }
}
