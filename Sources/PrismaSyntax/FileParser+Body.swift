internal import Facts

extension FileParser {
  enum Line {
    /// At the first character of something else.
    case content
    /// Behind `@@`.
    case blockAttribute
    case closed
    case unclosed
  }

  /// Goes to the next thing in a block's body: comments, blank lines and the end are dealt with
  /// here.
  mutating func nextLine(of opening: BlockOpening, closed: Int?) -> Line {
    while true {
      cursor.skipSpaces()
      if let closed, cursor.position >= closed {
        cursor.position = closed + 1
        return .closed
      }
      if cursor.atEnd {
        failUnclosed(opening)
        return .unclosed
      }
      if cursor.atNewline {
        cursor.skipNewline()
      } else if cursor.atLineComment {
        cursor.skipToLineEnd()
      } else if cursor.atBlockComment {
        if !skipBlockComment() { return .content }
      } else if cursor.byte() == Ascii.closeBrace {
        cursor.position += 1
        return .closed
      } else if cursor.atBlockOpening {
        failUnclosed(opening)
        return .unclosed
      } else if cursor.byte() == Ascii.at, cursor.byte(1) == Ascii.at {
        cursor.position += 2
        return .blockAttribute
      } else {
        return .content
      }
    }
  }

  /// The line of the last byte read, of a block that ended here.
  func endLine() -> Int {
    source.line(at: max(0, cursor.position - 1))
  }

  /// What `read` makes of a line that holds nothing else; nil when the line was an error and
  /// skipped.
  ///
  /// `endsBlock` when a `}` stands at the end of the line.
  mutating func readLine<Value>(
    closed: Int?,
    as what: String,
    _ read: (inout FileParser) throws(ExpressionParser.Failure) -> Value
  ) -> (value: Value?, endsBlock: Bool) {
    let start = cursor.position
    tokens.notes = ExpressionParser.Notes()
    do throws(ExpressionParser.Failure) {
      let value = try read(&self)
      let ended = skipTrailing()
      if !ended, cursor.byte() == Ascii.closeBrace, closed == nil || cursor.position == closed {
        return (value, closesBehindContent(closed: closed))
      }
      guard ended else { throw tokens.unexpected("the end of the line") }
      return (value, false)
    } catch {
      let line = source.line(at: start)
      if source.line(at: error.position) == line {
        fail(at: error.position, "this line is no \(what): \(error.message)")
      } else {
        fail(
          at: source.lineRange(line).upperBound,
          "this line is no \(what): a `(`, `[` or `{` stays open; close it on this line"
        )
      }
      tokens.notes = ExpressionParser.Notes()
      cursor.position = closed ?? start
      if closed == nil { cursor.skipToLineEnd() }
      return (nil, false)
    }
  }

  /// Turns what was noted while a line was read into errors and findings.
  mutating func applyNotes(of object: String, at position: Int) {
    let notes = tokens.notes
    for error in notes.errors { fail(at: error.position, error.message) }
    if notes.spansLines {
      findings.append(
        Finding(
          rule: "multiline-attribute",
          severity: .warning,
          path: source.path,
          line: source.line(at: position),
          object: object,
          message: "\(object) goes over several lines; no version of Prisma before 8 takes that",
          hint: "write it on one line"
        )
      )
    }
    if notes.hasObject {
      note(
        "object-argument",
        .info,
        at: position,
        "an object as an argument; Prisma before 7 does not take it"
      )
    }
  }

  /// Steps over the `}` when only a comment follows it.
  private mutating func closesBehindContent(closed: Int?) -> Bool {
    let brace = cursor.position
    cursor.position += 1
    if closed != nil { return true }
    if skipTrailing() {
      fail(at: brace, "a `}` behind other text; put it on a line of its own")
      return true
    }
    fail(at: brace, "expected the end of the line, found `}`")
    cursor.skipToLineEnd()
    return false
  }

  private mutating func failUnclosed(_ opening: BlockOpening) {
    fail(
      at: opening.start,
      "\(opening.name) is never closed; add `}` on a line of its own"
    )
  }
}
