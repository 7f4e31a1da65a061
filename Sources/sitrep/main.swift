import SitrepCLI
import Workspace

#if canImport(Glibc)
import Glibc
#endif

exit(
  SitrepTool.run(
    arguments: Array(CommandLine.arguments.dropFirst()),
    world: .current(),
    console: .standard
  )
)
