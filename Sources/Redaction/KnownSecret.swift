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
