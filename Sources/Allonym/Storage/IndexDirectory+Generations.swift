// SPDX-License-Identifier: GPL-2.0-or-later

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension IndexDirectory {
  /// The generation that answers searches now.
  ///
  /// - Throws: `AllonymError.indexMissing` when there is none, `.indexDamaged` when the pointer
  ///   leads nowhere.
  public func currentGeneration() throws -> Generation {
    guard let name = FileSystem.target(ofLink: pointer) else {
      throw AllonymError.indexMissing(path: path)
    }
    guard let number = Generation.number(ofFolder: name, prefix: Generation.folderPrefix) else {
      throw AllonymError.indexDamaged(path: path, detail: "'current' points to '\(name)'")
    }
    let generation = Generation(index: self, number: number)
    guard FileSystem.exists(generation.path) else {
      throw AllonymError.indexDamaged(path: path, detail: "\(name) is missing")
    }
    return generation
  }

  /// What an index holds besides its generations, and what may lie in any folder.
  private static let otherNames: Set<String> = [
    "current", "current.new", "lock", "aliases.tsv", "workspace.sqlite", "workspace.sqlite-wal",
    "workspace.sqlite-shm", "README.md", "lost+found",
  ]

  /// Checks that a folder is an index or may become one: nothing is written among the things of others.
  func checkIsNotForeign() throws {
    guard (try? currentGeneration()) == nil,
      let names = try? FileManager.default.contentsOfDirectory(atPath: path)
    else { return }
    let foreign = names.filter { name in
      !name.hasPrefix(".") && !Self.otherNames.contains(name)
        && Generation.number(ofFolder: name, prefix: Generation.folderPrefix) == nil
        && Generation.number(ofFolder: name, prefix: Generation.buildPrefix) == nil
    }
    if let example = foreign.min() {
      throw AllonymError.foreignFolder(path: path, example: example)
    }
  }

  /// Makes `generation` the one that answers searches, and removes all but it and the one before.
  ///
  /// Readers that opened the former generation keep it; new ones see the new one: the pointer is
  /// replaced by a rename, so there is no moment without an index.
  func makeCurrent(_ generation: Generation) throws {
    let former = try? currentGeneration()
    let fresh = "\(path)/current.new"
    try? FileManager.default.removeItem(atPath: fresh)
    try FileSystem.link(fresh, to: generation.name)
    try FileSystem.move(fresh, to: pointer)
    try FileSystem.synchronize(folder: path)
    removeDebris()
    removeGenerations(except: [generation.number, former?.number].compactMap(\.self))
  }

  /// Removes what killed builds left. The caller holds the lock.
  func removeDebris() {
    remove { name in
      Generation.number(ofFolder: name, prefix: Generation.buildPrefix) != nil
        || name == "current.new"
    }
  }

  private func removeGenerations(except kept: [Int]) {
    remove { name in
      Generation.number(ofFolder: name, prefix: Generation.folderPrefix)
        .map { !kept.contains($0) } ?? false
    }
  }

  private func remove(_ isUnwanted: (String) -> Bool) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    for name in names where isUnwanted(name) {
      try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
    }
  }

  /// The number for the next generation: above every one that the folder has seen.
  func nextGenerationNumber() -> Int {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let numbers = names.compactMap { name in
      Generation.number(ofFolder: name, prefix: Generation.folderPrefix)
        ?? Generation.number(ofFolder: name, prefix: Generation.buildPrefix)
    }
    return (numbers.max() ?? 0) + 1
  }
}
