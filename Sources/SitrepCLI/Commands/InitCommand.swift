import ArgumentParser
import Configuration
import Reports
import Templates
import Workspace

struct InitCommand: SitrepCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented sitrep.yml, the templates and the feedback folder.",
    discussion: "Nothing that is there is changed; what was left alone is named."
  )

  @OptionGroup var global: GlobalOptions

  @Flag(
    name: .customLong("agents-md"),
    help: "Add a block to AGENTS.md that tells an agent the four calls it needs."
  )
  var agentsFile = false

  @Flag(
    name: .customLong("merge-union"),
    help: "Add a line to .gitattributes that merges feedback of two branches by keeping both."
  )
  var mergesByUnion = false

  func run(in session: Session) throws -> ExitStatus {
    let repository = try Repository(session.world)
    let root = repository.tree.root
    let settings = repository.settings
    var isWhole = true
    func say(_ outcome: StarterFile.Outcome, _ path: String) {
      session.console.print("\(outcome.verb) \(path)\(outcome.remark)\n")
      if outcome.isFailure { isWhole = false }
    }
    let configuration = SettingsTemplate.text(agents: repository.layout.roster.agents)
    say(
      StarterFile.create(configuration, at: "\(root)/\(SettingsFile.name)"),
      SettingsFile.name
    )
    for folder in [settings.paths.templates, settings.paths.feedback] {
      guard ContainedPath.problem(with: folder) == nil else {
        say(.left("it lies outside of the repository"), folder)
        continue
      }
      let outcome = StarterFile.makeFolder(folder, below: root)
      say(outcome, "\(folder)/")
      guard folder == settings.paths.templates, !outcome.isFailure else { continue }
      for template in BuiltInTemplate.allCases {
        let path = "\(folder)/\(template.fileName)"
        say(StarterFile.create(template.text, at: "\(root)/\(path)"), path)
      }
    }
    if agentsFile {
      say(
        StarterFile.extend(
          AgentsBlock.text(settings),
          unlessItHolds: AgentsBlock.begin,
          at: "\(root)/AGENTS.md"
        ),
        "AGENTS.md"
      )
    }
    if mergesByUnion {
      let line = MergeAttribute.line(settings)
      say(
        StarterFile.extend(line + "\n", unlessItHolds: line, at: "\(root)/.gitattributes"),
        ".gitattributes"
      )
    }
    let offers = [
      agentsFile ? nil : "--agents-md tells agents the four calls they need",
      mergesByUnion ? nil : "--merge-union lets feedback of two branches merge",
    ].compactMap { $0 }
    if !offers.isEmpty { session.console.note("not asked for: \(offers.joined(separator: "; "))") }
    return isWhole ? .clean : .cannotRun
  }
}
