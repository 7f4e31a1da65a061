import Facts
import Record
import Rules
import Workspace

/// Looks at the pictures that the record names.
struct LinkedPictures {
  let tree: FileTree

  /// Every link with what lies there: beside the file that links, else below the root.
  func pictures(in record: FeedbackRecord) -> [LinkedPicture] {
    var looked: [String: (exists: Bool, format: String?)] = [:]
    return record.documents.flatMap { document in
      document.traces.pictures.map { link in
        let tasks = document.entry(atLine: link.place.line)?.tasks ?? []
        if link.isRemote {
          return LinkedPicture(
            path: link.target,
            place: link.place,
            tasks: tasks,
            exists: false,
            format: nil,
            reason: "it lies outside of the repository, where nobody looked"
          )
        }
        let folder = document.path.split(separator: "/").dropLast().map(String.init)
        var picture = LinkedPicture(
          path: link.target,
          place: link.place,
          tasks: tasks,
          exists: false,
          format: nil
        )
        for base in [folder, []] {
          guard let path = Self.path(link.target, from: base) else { continue }
          let found = looked[path] ?? look(at: path)
          looked[path] = found
          guard found.exists else { continue }
          picture.path = path
          (picture.exists, picture.format) = found
          break
        }
        return picture
      }
    }
  }

  private func look(at path: String) -> (exists: Bool, format: String?) {
    guard let head = tree.head(of: path, count: 12) else { return (false, nil) }
    return (true, LinkedPicture.format(of: head))
  }

  /// A link's target relative to the root; nil when it leads out of the repository.
  private static func path(_ target: String, from folder: [String]) -> String? {
    // GitHub takes a leading slash for the repository's root.
    var parts = target.hasPrefix("/") ? [] : folder
    for part in target.split(separator: "/") where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(String(part))
      }
    }
    return parts.isEmpty ? nil : parts.joined(separator: "/")
  }
}
