package import Facts

/// Where the evidence of an entry comes from: the commit, and the fingerprint of the files that it was read from.
package struct Provenance: Sendable, Equatable {
  /// `a3c3ec76a886`, or why there is none.
  package var commit: String
  /// `sha256:… of 3 files`; empty when no file was read.
  package var fingerprint: String

  /// - Parameters:
  ///   - commit: the full id, or nil.
  ///   - reason: why there is none.
  ///   - files: exactly those that were read.
  package init(commit: String?, reason: String? = nil, files: [SourceFile] = []) {
    self.commit = commit.map { String($0.prefix(12)) } ?? "not checked: \(reason ?? "not told")"
    self.fingerprint = files.isEmpty ? "" : Fingerprint.text(of: files)
  }

  /// For an entry that nobody asked git about.
  package static let none = Provenance(commit: nil, reason: "nobody asked")

  static let keys: [String: TemplateKey] = [
    "commit": .text, "hasFingerprint": .flag, "fingerprint": .text,
  ]

  var values: [String: TemplateValue] {
    [
      "commit": .text(commit), "hasFingerprint": .flag(!fingerprint.isEmpty),
      "fingerprint": .text(fingerprint),
    ]
  }
}
