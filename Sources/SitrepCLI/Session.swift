import Configuration
import Facts
import Workspace

/// What a command works with: the world, the repository, and where to print.
struct Session {
  let world: World
  let console: Console

  var now: Timestamp { world.now }

  /// The redaction that knows this repository's vault and this environment's secrets.
  func sanitizer(_ repository: Repository) -> Sanitizer {
    Sanitizer(repository, world: world)
  }
}
