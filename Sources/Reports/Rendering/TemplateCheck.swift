/// A mistake in a template, with its place and the way out.
package struct TemplateError: Error, Sendable, Equatable, CustomStringConvertible {
  package var path: String
  /// 1-based.
  package var line: Int
  package var message: String

  package var description: String {
    "\(path):\(line): \(message)"
  }
}

/// Checks every tag of a template against the keys of its report, those in sections that a rendering
/// would skip included: a missing key would render as nothing, and a report must not lose a fact in silence.
struct TemplateCheck {
  let path: String
  let keys: [String: TemplateKey]

  /// Deeper than any report is; the parser and the renderer go one call deeper for each, and lists within
  /// lists multiply.
  static let maximumDepth = 8
  static let maximumTags = 2_000

  /// - Throws: `TemplateError` for an unknown key, a section that is not closed, a raw tag on a key that
  ///   is not fenced, and for tags that reports do not use (partials, delimiters, pragmas, transforms).
  func check(_ text: String) throws {
    var scopes: [(name: String, line: Int, keys: [String: TemplateKey])] = [("", 1, keys)]
    for tag in try tags(in: text) {
      switch tag.sigil {
      case "!": continue
      case "/":
        guard let open = scopes.last, scopes.count > 1, open.name == tag.name else {
          throw error(tag.line, "{{/\(tag.name)}} closes no open section")
        }
        scopes.removeLast()
      case "#", "^":
        guard scopes.count <= Self.maximumDepth else {
          throw error(tag.line, "sections are nested more than \(Self.maximumDepth) levels deep")
        }
        guard !scopes.contains(where: { $0.name == tag.name }) else {
          throw error(tag.line, "section '\(tag.name)' stands within itself")
        }
        switch try key(named: tag, in: scopes.map(\.keys)) {
        case .list(let inner): scopes.append((tag.name, tag.line, tag.sigil == "#" ? inner : [:]))
        case .flag: scopes.append((tag.name, tag.line, [:]))
        case .text, .fenced:
          throw error(tag.line, "'\(tag.name)' is no section: write {{\(tag.name)}}")
        }
      case "{", "&":
        guard case .fenced = try key(named: tag, in: scopes.map(\.keys)) else {
          throw error(
            tag.line,
            "'\(tag.name)' is not fenced, so it is never raw: write {{\(tag.name)}}"
          )
        }
      case "":
        switch try key(named: tag, in: scopes.map(\.keys)) {
        case .text: continue
        case .fenced:
          throw error(tag.line, "'\(tag.name)' is a fenced block: write {{{\(tag.name)}}}")
        case .flag, .list:
          throw error(tag.line, "'\(tag.name)' is a section: write {{#\(tag.name)}}")
        }
      default:
        throw error(tag.line, "a report's template takes no {{\(tag.sigil)…}} tag")
      }
    }
    if let open = scopes.last, scopes.count > 1 {
      throw error(open.line, "section '\(open.name)' is not closed: add {{/\(open.name)}}")
    }
  }

  private func key(named tag: Tag, in scopes: [[String: TemplateKey]]) throws -> TemplateKey {
    for scope in scopes.reversed() {
      if let key = scope[tag.name] { return key }
    }
    let known = Set(scopes.flatMap(\.keys)).sorted()
    throw error(
      tag.line,
      "unknown key '\(tag.name)'; known here: \(known.joined(separator: ", "))"
    )
  }

  private struct Tag {
    var sigil: String
    var name: String
    var line: Int
  }

  private func tags(in text: String) throws -> [Tag] {
    let bytes = Array(text.utf8)
    var result: [Tag] = []
    var line = 1
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\n") { line += 1 }
      guard bytes[index] == UInt8(ascii: "{"), index + 1 < bytes.count,
        bytes[index + 1] == bytes[index]
      else {
        index += 1
        continue
      }
      guard result.count < Self.maximumTags else {
        throw error(line, "a template has at most \(Self.maximumTags) tags")
      }
      guard let end = endOfTag(in: bytes, from: index + 2) else {
        throw error(line, "a tag is not closed: add }}")
      }
      var content = String(decoding: bytes[(index + 2)..<end], as: UTF8.self)
      let startLine = line
      line += content.utf8.count { $0 == UInt8(ascii: "\n") }
      var sigil = ""
      if let first = content.first, "#^/!{&><$=%*".contains(first) {
        sigil = String(first)
        content.removeFirst()
      }
      index = end + 2
      if sigil == "{" {
        guard index < bytes.count, bytes[index] == UInt8(ascii: "}") else {
          throw error(startLine, "a raw tag is not closed: add }}}")
        }
        index += 1
      }
      let name = content.trimmingSpaces
      if sigil != "!", sigil != "=", sigil != "%", !isName(name) {
        throw error(startLine, "'\(name)' is no key: letters and digits only, no transforms")
      }
      result.append(Tag(sigil: sigil, name: name, line: startLine))
    }
    return result
  }

  private func endOfTag(in bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "}"), bytes[index + 1] == UInt8(ascii: "}") { return index }
      index += 1
    }
    return nil
  }

  private func isName(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
      }
  }

  private func error(_ line: Int, _ message: String) -> TemplateError {
    TemplateError(path: path, line: line, message: message)
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    let isSpace: (Character) -> Bool = { $0.isWhitespace }
    return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }
}
