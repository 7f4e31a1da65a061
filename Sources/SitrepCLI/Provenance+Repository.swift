import Configuration
import Facts
import Reports
import Workspace

extension Provenance {
  /// Of files that were read; of git only the commit is wanted.
  init(of files: [SourceFile], in repository: Repository, _ session: Session) {
    do throws(GitError) {
      let git = try GitRepository(
        root: repository.tree.root,
        environment: session.world.environment
      )
      self.init(commit: try git.head(), files: files)
    } catch {
      self.init(commit: nil, reason: error.description, files: files)
    }
  }
}

extension Repository {
  /// The files among some texts, read; what is no path of a file in the repository is left out, and the
  /// vault is never read for it.
  func files(among texts: [String]) -> [SourceFile] {
    let vault = settings.paths.vault + "/"
    return texts.filter { !$0.contains(vault) }.map { tree.read($0) }.filter { file in
      if case .unreadable = file.content { false } else { true }
    }
  }
}
