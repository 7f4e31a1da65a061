package import Facts

/// Rows of a list, for a terminal and for Markdown: columns, and the place of each row at its end.
package struct RowTable {
  package struct Row {
    /// One for each title, in order.
    package var cells: [String]
    package var place: RecordPlace

    package init(_ cells: [String], at place: RecordPlace) {
      self.cells = cells
      self.place = place
    }
  }

  private let titles: [String]
  private let rows: [Row]

  /// - Parameters:
  ///   - titles: of the columns before the place; the last one is given the room that is left.
  ///   - rows: in the order in which they are printed.
  package init(_ titles: [String], rows: [Row]) {
    self.titles = titles
    self.rows = rows.map { row in Row(row.cells.map(DisplayText.line), at: row.place) }
  }

  /// One line a row, its place on the next one where both do not fit.
  package func text(columns: Int, isColored: Bool) -> String {
    let ink = Ink(isColored: isColored)
    guard !rows.isEmpty else { return "none\n" }
    let columns = max(80, columns)
    var widths = titles.indices.dropLast().map { index in
      min(24, rows.map { DisplayText.width($0.cells[index]) }.max() ?? 0)
    }
    // What is left for the last column: about half a line. The first one, a time or an id, stays whole.
    let used = { widths.reduce(0) { $0 + $1 + 2 } }
    while used() > columns / 2,
      let widest = widths.indices.dropFirst().max(by: { widths[$0] < widths[$1] }),
      widths[widest] > 6
    {
      widths[widest] -= 1
    }
    return rows.map { row in
      let head = zip(row.cells, widths).map { DisplayText.fill($0, to: $1) + "  " }.joined()
      let last = row.cells.last ?? ""
      let place = "\(row.place.path):\(row.place.line)"
      let room = columns - used()
      if DisplayText.width(last) + DisplayText.width(place) + 2 <= room {
        return head + last + "  " + ink(.dim, place) + "\n"
      }
      let indent = String(repeating: " ", count: used())
      return head + DisplayText.cut(last, to: room) + "\n" + indent + ink(.dim, place) + "\n"
    }.joined()
  }

  /// A GFM table.
  package func markdown() -> String {
    guard !rows.isEmpty else { return "None.\n" }
    var lines = [
      "| " + (titles + ["where"]).joined(separator: " | ") + " |",
      "|" + String(repeating: "---|", count: titles.count + 1),
    ]
    for row in rows {
      let cells = row.cells.map { cell in
        var text = ""
        for character in DisplayText.cut(cell, to: 200) {
          if "|<>\\[]*_`".contains(character) { text += "\\" }
          text.append(character)
        }
        return text
      }
      lines.append(
        "| " + (cells + ["`\(row.place.path):\(row.place.line)`"]).joined(separator: " | ") + " |"
      )
    }
    return lines.map { $0 + "\n" }.joined()
  }
}

extension RowTable {
  package init(entries: [Entry]) {
    self.init(
      ["time", "agent", "kind", "blocked", "title"],
      rows: entries.map { entry in
        let blocked =
          switch entry.blocked {
          case true?: "blocked"
          case false?: "-"
          case nil: "unclear"
          }
        return Row(
          [
            Self.time(entry.timestamp), entry.agent ?? "-", entry.kind.rawValue, blocked,
            entry.title,
          ],
          at: RecordPlace(path: entry.path, line: entry.line)
        )
      }
    )
  }

  package init(blockers: [Blocker]) {
    self.init(
      ["since", "agent", "state", "waits for", "what"],
      rows: blockers.map { blocker in
        Row(
          [
            Self.time(blocker.since), blocker.agent ?? "-",
            blocker.state == .open && blocker.confidence == .low ? "open?" : blocker.state.rawValue,
            blocker.waitingOn ?? "-", BlockerText.short(blocker.text),
          ],
          at: RecordPlace(path: blocker.path, line: blocker.line)
        )
      }
    )
  }

  package init(requests: [Request]) {
    self.init(
      ["since", "agent", "state", "kind", "of", "what"],
      rows: requests.map { request in
        Row(
          [
            Self.time(request.since), request.agent ?? "-", request.state.rawValue,
            request.kind.rawValue, request.of ?? "-", request.text,
          ],
          at: RecordPlace(path: request.path, line: request.line)
        )
      }
    )
  }

  package init(notes: [DocumentationNote]) {
    self.init(
      ["time", "agent", "source", "library", "what"],
      rows: notes.map { note in
        let what = ([note.topic].compactMap { $0 } + note.keyLearnings).joined(separator: "; ")
        return Row(
          [Self.time(note.timestamp), note.agent ?? "-", note.source, note.library, what],
          at: RecordPlace(path: note.path, line: note.line)
        )
      }
    )
  }

  package init(tasks: [DirectionTask]) {
    self.init(
      ["task", "agent", "state", "title"],
      rows: tasks.map { task in
        Row(
          [task.id, task.agent, task.state.rawValue, task.title],
          at: RecordPlace(path: task.path, line: task.line)
        )
      }
    )
  }

  package init(migrations: [MigrationStanding]) {
    self.init(
      ["state", "task", "migration and steps"],
      rows: migrations.map { standing in
        let last = [standing.verified, standing.applied, standing.approved, standing.ready]
          .compactMap { $0 }.first
        return Row(
          [
            standing.stateText, standing.task ?? "-",
            ([standing.path] + standing.steps).joined(separator: "; "),
          ],
          at: last.map { RecordPlace(path: $0.path, line: $0.line) }
            ?? RecordPlace(path: standing.path, line: 1)
        )
      }
    )
  }

  private static func time(_ time: Timestamp?) -> String {
    time.map { "\($0.date.iso8601) \($0.hourAndMinute)" } ?? "-"
  }
}
