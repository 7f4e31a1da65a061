/// The templates that are compiled into the binary, so that it can be moved anywhere alone.
package enum BuiltInTemplate: String, CaseIterable, Sendable {
  case report, blocker, credential, note, ready, rehearsal

  /// The name of a repository's own file that replaces this one.
  package var fileName: String {
    "\(rawValue).md.mustache"
  }

  package var text: String {
    String(decoding: bytes, as: UTF8.self)
  }

  private var bytes: [UInt8] {
    switch self {
    case .report: PackageResources.report_md_mustache
    case .blocker: PackageResources.blocker_md_mustache
    case .credential: PackageResources.credential_md_mustache
    case .note: PackageResources.note_md_mustache
    case .ready: PackageResources.ready_md_mustache
    case .rehearsal: PackageResources.rehearsal_md_mustache
    }
  }
}
