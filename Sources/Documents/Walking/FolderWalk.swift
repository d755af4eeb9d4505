// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// Finds the files under folders.
///
/// The entries of a folder are visited in the order of their bytes, so that the same tree gives the
/// same list everywhere. Hidden entries are left alone, unless they are named themselves. A symbolic
/// link to a file is followed; one to a folder only where it is named itself, so that no walk goes in
/// circles. A file is opened only where its name does not say what it holds.
public struct FolderWalk {
  private var walkResult = WalkResult()
  /// Where each file and folder was first met: a bind mount or an overlapping argument cannot bring it
  /// in twice.
  private var seen: [FileIdentity: RawPath] = [:]

  /// Where the walk is limited to parts of what is named: the parts.
  private let parts: [RawPath]?
  private var rules: WalkRules

  /// Says what files hold whose names do not.
  private let reader: DocumentReader

  private init(_ rules: WalkRules, parts: [RawPath]?, _ reader: DocumentReader) {
    self.rules = rules
    self.reader = reader
    self.parts = parts
  }

  /// Everything under `paths`, which may name folders and files, but for what `options` leave out.
  ///
  /// - Parameters:
  ///   - parts: looks at these files and folders below `paths` only; what a walk of all would leave
  ///     alone is left alone.
  ///   - reader: what looks into files whose names do not say what they hold.
  public static func walkResult(
    of paths: [RawPath], within parts: [RawPath]? = nil, options: WalkOptions = WalkOptions(),
    recognisedBy reader: DocumentReader = DocumentReader()
  ) -> WalkResult {
    var walk = FolderWalk(WalkRules(options, named: paths), parts: parts, reader)
    for named in paths {
      // A stack of our own: a tree may be deeper than the thread's.
      var pending = walk.visit(named, isNamed: true)
      while let path = pending.popLast() {
        pending += walk.visit(path, isNamed: false)
      }
    }
    return walk.walkResult
  }

  /// Notes what `path` is and gives back what it holds, if it is a folder: last entry first.
  private mutating func visit(_ path: RawPath, isNamed: Bool) -> [RawPath] {
    guard isOfInterest(path) else { return [] }
    do throws(Unreadable) {
      let status = try FileStatus(of: path)
      switch status.kind {
      case .folder:
        if status.isLink && !isNamed {
          skip(path, .linkToFolder)
          return []
        }
        if !isNamed, let reason = rules.reason(against: path, isFolder: true, size: 0) {
          skip(path, reason)
          return []
        }
        guard isNew(path, status) else { return [] }
        walkResult.folders.append(path)
        try rules.enter(path)
        return try entries(of: path).reversed()
      case .file:
        if !isNamed, let reason = rules.reason(against: path, isFolder: false, size: status.size) {
          skip(path, reason)
        } else {
          try note(file: path, status)
        }
      case .other(let kind):
        skip(path, .notAFile(kind: kind))
      }
    } catch {
      walkResult.failures.append(error.failure(path: path))
    }
    return []
  }

  /// Whether a path is one of the parts, lies within one or leads to one.
  private func isOfInterest(_ path: RawPath) -> Bool {
    parts.map { $0.contains { $0.contains(path) || path.contains($0) } } ?? true
  }

  private mutating func note(file path: RawPath, _ status: FileStatus) throws(Unreadable) {
    guard isNew(path, status) else { return }
    guard let type = try type(of: path, status) else {
      skip(path, .unknownType(extension: path.fileExtension))
      return
    }
    walkResult.files.append(
      SourceFile(
        path: path, type: type, size: status.size, modified: status.modified,
        statusChanged: status.statusChanged))
  }

  /// What a file holds: by its extension, or by its content where that says nothing.
  private func type(of path: RawPath, _ status: FileStatus) throws(Unreadable) -> DocumentType? {
    if let type = DocumentType(fileExtension: path.fileExtension) { return type }
    guard status.size > 0, let file = try? OpenFile(path) else { return nil }
    return try reader.type(of: file, path)
  }

  /// Whether the file or folder was not met before; says so where it was met under another path.
  private mutating func isNew(_ path: RawPath, _ status: FileStatus) -> Bool {
    guard let first = seen[status.identity] else {
      seen[status.identity] = path
      return true
    }
    if first != path { skip(path, .sameFile(as: first.shown)) }
    return false
  }

  private mutating func skip(_ path: RawPath, _ reason: SkipReason) {
    walkResult.skipped.append(SkippedFile(path: path.shown, reason: reason))
  }

  /// The folder itself, the one above, and the patterns of a walk.
  private static let namesNoEntry = Set(
    [".", "..", WalkOptions.ignoreFileName].map { Array($0.utf8) })

  /// The entries of a folder that are not hidden, in the order of their bytes.
  private mutating func entries(of folder: RawPath) throws(Unreadable) -> [RawPath] {
    guard let stream = folder.withSystemPath({ opendir($0) }) else {
      throw Unreadable(errno: errno)
    }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name.first != UInt8(ascii: ".")
        || (rules.options.includesHidden && !Self.namesNoEntry.contains(name))
      {
        names.append(name)
      } else if !Self.namesNoEntry.contains(name) {
        walkResult.hidden += 1
      }
      errno = 0
    }
    // What was listed before the error is still walked; the folder is reported as well.
    if errno != 0 { walkResult.failures.append(Unreadable(errno: errno).failure(path: folder)) }
    return names.sorted { $0.lexicographicallyPrecedes($1) }.map(folder.entry)
  }
}
