// SPDX-License-Identifier: GPL-2.0-or-later
public import Documents

extension IndexUpdate {
  /// The folders whose changes concern the files of this update: those that it would look into, but for
  /// the index itself.
  public func foldersToWatch() -> [RawPath] {
    let own = RawPath(index.path)
    let sources = Self.sources(of: index, with: paths)
    let walkResult = FolderWalk.walkResult(
      of: sources.map { RawPath($0) },
      within: paths.isEmpty ? nil : paths.map { RawPath($0) }, options: walkOptions,
      recognisedBy: DocumentReader(program: options.limits.reader))
    // A file that is named itself shows its changes in its folder.
    let folders = walkResult.folders + walkResult.files.map(\.path.folder)
    return Array(Set(folders)).filter { !own.contains($0) }
  }

  /// What an index should be brought up to date with after these files and folders changed: those among
  /// them that it holds or would hold, none within another.
  public static func parts(_ changed: Set<RawPath>, of index: IndexDirectory) -> [String] {
    let own = RawPath(AbsolutePath.of(index.path))
    let sources = Self.sources(of: index, with: []).map { RawPath($0) }
    // What a file of patterns leaves out is all that lies beside it.
    let ignoreFile = Array(WalkOptions.ignoreFileName.utf8)
    let changed = Set(changed.map { $0.name == ignoreFile ? $0.folder : $0 })
    let manifest = try? Manifest(of: index.currentGeneration())
    let removed = (manifest?.reading.walk.removed ?? []).map { RawPath($0) }
    let concerned = changed.filter { path in
      !own.contains(path) && !removed.contains { $0.contains(path) }
        && sources.contains { $0.contains(path) }
    }.sorted { $0.bytes.count < $1.bytes.count }
    var parts: [RawPath] = []
    for path in concerned where !parts.contains(where: { $0.contains(path) }) { parts.append(path) }
    return Array(Set(parts.map(text)))
  }

  /// A path as text; in place of one that is none, its folder's.
  private static func text(_ path: RawPath) -> String {
    String(validating: path.bytes, as: UTF8.self) ?? text(path.folder)
  }
}
