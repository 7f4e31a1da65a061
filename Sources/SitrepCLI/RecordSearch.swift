import Facts
import Redaction
import Rules
import Workspace

extension RecordSecrets {
  /// Looks through feedback files and directions with the redaction that knows the vault.
  init(in files: [SourceFile], _ sanitizer: Sanitizer) {
    self.init(files: 0)
    let looked = files.parallelMap { file -> (file: SourceFile, places: [Place]) in
      guard case .text(let source) = file.content else { return (file, []) }
      let places = sanitizer.secrets(in: source.bytes).map { found in
        Place(path: file.path, line: found.line, kind: found.kind)
      }
      return (file, places)
    }
    for (file, found) in looked {
      switch file.content {
      case .text:
        self.files += 1
        places += found
      case .tooLarge(let bytes, _):
        unread.append(
          NotChecked(subject: "record", path: file.path, reason: "\(bytes) bytes are too large")
        )
      case .unreadable(let reason):
        unread.append(NotChecked(subject: "record", path: file.path, reason: reason))
      }
    }
  }
}
