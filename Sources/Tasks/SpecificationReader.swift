import Facts
import PostgresSyntax
import PrismaSyntax

/// Turns the fences of tasks into what they specify; nothing in them is ever run.
enum SpecificationReader {
  /// One specification for each task, in their order.
  static func read(_ tasks: [DirectionTask], findings: inout [Finding]) -> [TaskSpecification] {
    var specifications = tasks.map { _ in TaskSpecification() }
    let fences = tasks.indices.flatMap { index in tasks[index].sqlFences.map { (index, $0) } }
    let sources = fences.map { SourceText(path: tasks[$0.0].path, text: $0.1.text) }
    if !sources.isEmpty {
      for ((index, fence), (source, file)) in zip(fences, zip(sources, SQLFile.parsed(sources))) {
        add(file, of: source, firstLine: fence.line, to: &specifications[index].tables)
        for problem in file.problems {
          findings.append(finding("SQL", problem, fence, tasks[index]))
        }
      }
    }
    for (index, task) in tasks.enumerated() {
      for fence in task.prismaFences {
        let schema = PrismaParser.parse([SourceText(path: task.path, text: fence.text)])
        specifications[index].models += schema.models.map { $0.moved(by: fence.line - 1) }
        if let problem = schema.errors.first {
          findings.append(finding("Prisma schema", problem, fence, task))
        }
      }
    }
    return specifications
  }

  private static func finding(
    _ language: String,
    _ problem: SyntaxProblem,
    _ fence: DirectionTask.Fence,
    _ task: DirectionTask
  ) -> Finding {
    Finding(
      rule: "direction-fence-syntax",
      severity: .warning,
      path: task.path,
      line: fence.line + problem.line - 1,
      object: task.id,
      message: "the \(language) that specifies \(task.id) does not parse: \(problem.message)",
      hint: "complete it, or mark an excerpt as `text`"
    )
  }

  private static func add(
    _ file: SQLFile,
    of source: SourceText,
    firstLine: Int,
    to tables: inout [TaskSpecification.Table]
  ) {
    for statement in file.statements {
      let line = firstLine + source.line(at: statement.offset) - 1
      func change(_ name: QualifiedName, _ body: (inout TaskSpecification.Table) -> Void) {
        let index = tables.firstIndex {
          $0.name == name.name && ($0.schema ?? "public") == (name.schema ?? "public")
        }
        if let index {
          body(&tables[index])
        } else {
          var table = TaskSpecification.Table(
            schema: name.schema,
            name: name.name,
            line: line,
            isCreated: false
          )
          body(&table)
          tables.append(table)
        }
      }
      switch statement.kind {
      case .createTable(let create) where !create.temporary:
        change(create.name) { table in
          table.isCreated = true
          for case .column(let column) in create.elements { table.columns.append(column.name) }
        }
      case .createTableAs(let create) where !create.temporary:
        change(create.name) { table in
          table.isCreated = true
          table.columns +=
            create.columnNames.isEmpty ? create.columns.map(\.name) : create.columnNames
        }
      case .alterTable(let alter) where alter.kind == .table:
        for action in alter.actions {
          switch action {
          case .addColumn(let column, _):
            change(alter.name) { $0.columns.append(column.name) }
          case .rowSecurity(true):
            change(alter.name) { $0.enablesRowSecurity = true }
          default: break
          }
        }
      case .createPolicy(let policy):
        change(policy.table) { $0.policies.append(policy.name) }
      case .createIndex(let index):
        let columns = index.keys.map { $0.column ?? "" }
        change(index.table) {
          $0.indexes.append(TaskSpecification.Index(name: index.name, columns: columns))
        }
      default: break
      }
    }
  }
}

extension PrismaModel {
  /// The model with its lines counted from the direction's first.
  fileprivate func moved(by lines: Int) -> PrismaModel {
    var model = self
    model.line += lines
    model.endLine += lines
    for index in model.fields.indices { model.fields[index].line += lines }
    for index in model.indexes.indices { model.indexes[index].line += lines }
    for index in model.uniques.indices { model.uniques[index].line += lines }
    return model
  }
}
