#if canImport(Glibc)
internal import Glibc
#endif

/// Finds programs as a shell does, in a PATH that is passed in.
package struct ExecutableSearch: Sendable {
  /// Folders in order; relative and empty ones are left out, since they would depend on where one stands.
  package let folders: [String]

  package init(environment: [String: String]) {
    folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin")
      .split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
  }

  /// Absolute path of a program; nil when none of that name may be run.
  ///
  /// A name with a `/` is no name to search: it is returned when it is absolute and may be run.
  package func path(of name: String) -> String? {
    if name.utf8.contains(UInt8(ascii: "/")) {
      return name.hasPrefix("/") && Self.isExecutable(name) ? name : nil
    }
    guard !name.isEmpty, !name.utf8.contains(0) else { return nil }
    for folder in folders {
      let candidate = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      if Self.isExecutable(candidate) { return candidate }
    }
    return nil
  }

  /// Whether a path is a regular file that may be run.
  package static func isExecutable(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }
}

/// What a child gets to see of the environment.
package enum ChildEnvironment {
  /// Names that every child may see; with `LC_*`.
  package static let allowedNames: Set<String> = [
    "PATH", "HOME", "USER", "LOGNAME", "LANG", "TZ", "TMPDIR",
  ]

  /// The allowed part of an environment, and the names that the configuration adds.
  ///
  /// `TERM=dumb` and `NO_COLOR=1` are set whatever stands there: nobody looks at a child's terminal.
  package static func allowed(
    from environment: [String: String],
    adding names: some Sequence<String> = []
  ) -> [String: String] {
    let added = Set(names)
    var result = environment.filter { name, _ in
      allowedNames.contains(name) || name.hasPrefix("LC_") || added.contains(name)
    }
    result["TERM"] = "dumb"
    result["NO_COLOR"] = "1"
    return result
  }
}
