internal import Foundation
internal import Workspace

/// Finds programs and folders on the disk, without starting anything.
struct ProgramLookup {
  /// Absolute path of the repository's root.
  var root: String
  var search: ExecutableSearch

  /// How Prisma is started.
  enum Prisma: Equatable {
    /// Absolute path, and the path to name in a report.
    case installed(program: String, shown: String)
    case npx(program: String)
    case missing(reason: String)
  }

  /// `node_modules/.bin/prisma` in the folder or above it up to the root, else `npx`, which is told
  /// never to install.
  func prisma(from folder: String) -> Prisma {
    var place = folder
    while true {
      let shown = join(place, "node_modules/.bin/prisma")
      let program = root + "/" + shown
      if ExecutableSearch.isExecutable(program) {
        return .installed(program: program, shown: shown)
      }
      guard place != "." else { break }
      place = place.lastIndex(of: "/").map { String(place[..<$0]) } ?? "."
    }
    if let npx = search.path(of: "npx") { return .npx(program: npx) }
    return .missing(
      reason: "prisma is not installed here: neither node_modules/.bin/prisma nor npx is found; "
        + "run npm install"
    )
  }

  /// The version of the installed package; nil when its package.json does not tell.
  func prismaVersion(from folder: String) -> String? {
    var place = folder
    while true {
      let path = root + "/" + join(place, "node_modules/prisma/package.json")
      if let handle = FileHandle(forReadingAtPath: path) {
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: 1 << 20) else { return nil }
        return try? JSONDecoder().decode(Package.self, from: data).version
      }
      guard place != "." else { return nil }
      place = place.lastIndex(of: "/").map { String(place[..<$0]) } ?? "."
    }
  }

  /// Absolute path of what the first word of a command names; nil when there is no such program.
  func program(_ name: String, in folder: String) -> String? {
    if name.hasPrefix("/") || !name.contains("/") { return search.path(of: name) }
    return search.path(of: root + "/" + join(folder, name))
  }

  /// Why a command may not work in a folder; nil when it may.
  func objection(to folder: String) -> String? {
    let path = root + "/" + folder
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else { return "the folder \(folder) does not exist" }
    guard let real = realPath(path), let realRoot = realPath(root) else {
      return "the folder \(folder) cannot be entered"
    }
    let isInside = real == realRoot || real.hasPrefix(realRoot == "/" ? "/" : realRoot + "/")
    return isInside ? nil : "the folder \(folder) leads out of the repository"
  }

  private func join(_ folder: String, _ name: String) -> String {
    folder == "." ? name : folder + "/" + name
  }

  private func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private struct Package: Decodable {
    var version: String
  }
}
