/// A pattern over paths: `*` and `?` within one name, `**` for any number of folders, the rest as it is.
///
/// A pattern that ends with `/` means everything below that folder. Case counts.
package struct PathPattern: Sendable, Equatable {
  package let text: String
  /// One for each name of the path.
  let segments: [Segment]

  enum Segment: Sendable, Equatable {
    case name([UInt8])
    case wildcard([UInt8])
    /// `**`
    case folders
  }

  package init(_ text: String) {
    self.text = text
    var segments: [Segment] = []
    for name in text.utf8.split(separator: UInt8(ascii: "/")) {
      let bytes = Array(name)
      if bytes.elementsEqual("**".utf8) {
        if segments.last != .folders { segments.append(.folders) }
      } else if bytes.contains(UInt8(ascii: "*")) || bytes.contains(UInt8(ascii: "?")) {
        segments.append(.wildcard(bytes))
      } else if !bytes.elementsEqual(".".utf8) {
        segments.append(.name(bytes))
      }
    }
    if text.hasSuffix("/") { segments.append(.folders) }
    self.segments = segments
  }

  /// Whether a path is of this pattern; a hidden name is matched only by a segment that begins with a dot.
  package func matches(_ path: String) -> Bool {
    let names = path.utf8.split(separator: UInt8(ascii: "/")).map(Array.init)
    // Which segments may come next, after each name: linear in names times segments.
    var active = closure([0])
    for name in names {
      var next: Set<Int> = []
      for index in active where index < segments.count {
        switch segments[index] {
        case .folders: if name.first != UInt8(ascii: ".") { next.insert(index) }
        case .name, .wildcard: if Self.matches(name, segments[index]) { next.insert(index + 1) }
        }
      }
      active = closure(next)
      if active.isEmpty { return false }
    }
    return !names.isEmpty && active.contains(segments.count)
  }

  /// `**` may stand for no folder at all.
  private func closure(_ indices: Set<Int>) -> Set<Int> {
    var all = indices
    for index in indices where index < segments.count && segments[index] == .folders {
      all.insert(index + 1)
    }
    return all
  }

  static func matches(_ name: [UInt8], _ segment: Segment) -> Bool {
    switch segment {
    case .folders: return true
    case .name(let expected): return name == expected
    case .wildcard(let pattern):
      if name.first == UInt8(ascii: "."), pattern.first != UInt8(ascii: ".") { return false }
      return glob(name, pattern)
    }
  }

  /// The usual backtracking to the last `*` only: at most name times pattern steps.
  private static func glob(_ name: [UInt8], _ pattern: [UInt8]) -> Bool {
    var position = 0
    var index = 0
    var star: (index: Int, position: Int)?
    while position < name.count {
      if index < pattern.count, pattern[index] == UInt8(ascii: "*") {
        star = (index, position)
        index += 1
      } else if index < pattern.count,
        pattern[index] == UInt8(ascii: "?") || pattern[index] == name[position]
      {
        index += 1
        position += 1
      } else if let last = star {
        star = (last.index, last.position + 1)
        index = last.index + 1
        position = last.position + 1
      } else {
        return false
      }
    }
    return pattern[index...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
