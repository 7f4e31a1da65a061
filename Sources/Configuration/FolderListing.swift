/// One name in a folder.
package struct FolderEntry: Sendable, Equatable {
  package enum Kind: Sendable {
    case file, folder
    /// A link, a socket, or anything else that is neither; links that stay inside are given as what they lead to.
    case other
  }

  package var name: String
  package var kind: Kind

  package init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }
}

/// Why a folder could not be listed.
package struct ListingFailure: Error, Sendable, Equatable {
  package var reason: String

  package init(reason: String) {
    self.reason = reason
  }
}

/// Lists folders of a repository by their paths relative to its root (`.` is the root); nil for no such folder.
package typealias FolderLister = (String) throws(ListingFailure) -> [FolderEntry]?
