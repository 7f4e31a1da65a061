/// A value that must never be printed, such as one read from the vault.
///
/// It cannot be encoded, and describes itself without its value; only the redactor reads it.
package struct KnownSecret: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// What a redacted place calls it: `vault-value`, `environment-value`.
  package let kind: String
  let bytes: [UInt8]

  package init(kind: String, value: String) {
    self.kind = kind
    self.bytes = Array(value.utf8)
  }

  package var description: String { "[\(kind)]" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: [("kind", kind)]) }
}

extension KnownSecret {
  /// The values of an environment's variables with secret names, and addresses with a password.
  package static func ofEnvironment(_ environment: [String: String]) -> [KnownSecret] {
    environment.compactMap { name, value in
      let text = Array(name.utf8)
      let isSecret = text.withUnsafeBufferPointer { SecretName.strength($0, 0..<$0.count) != nil }
      // An address with a password in it, whatever its variable is called.
      let holdsPassword = !WrittenForms.passwords(inAddress: Array(value.utf8)).isEmpty
      return isSecret || holdsPassword
        ? KnownSecret(kind: "environment-value", value: value) : nil
    }
  }
}
