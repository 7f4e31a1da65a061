import Facts

/// The files that evidence was read from, as they were then.
struct EvidenceSources {
  var migrations: [SourceFile] = []
  var schema: [SourceFile] = []
  /// Those that run at deployment, and the scripts that they call.
  var deployment: [SourceFile] = []

  /// `sha256:… of 9 files`; nil without any.
  var fingerprint: String? {
    let files = migrations + schema + deployment
    return files.isEmpty ? nil : Fingerprint.text(of: files)
  }

  var schemaFingerprint: String? { schema.isEmpty ? nil : Fingerprint.of(schema) }
}
