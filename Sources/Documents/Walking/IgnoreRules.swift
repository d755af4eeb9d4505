// SPDX-License-Identifier: GPL-2.0-or-later

/// The patterns of one file, or of the command line, and the folder that they hold for.
struct IgnoreRules: Sendable {
  /// Where the patterns stand, as it is shown.
  let origin: String
  private let base: RawPath
  private let patterns: [GlobPattern]

  init(_ text: String, origin: String, base: RawPath) {
    self.origin = origin
    self.base = base
    patterns = text.split(whereSeparator: \.isNewline).compactMap { GlobPattern($0) }
  }

  init(_ patterns: [String], base: RawPath) {
    origin = ""
    self.base = base
    self.patterns = patterns.compactMap { GlobPattern($0) }
  }

  /// Whether a path below the base is left out, or taken back in; nil where no pattern is for it. The
  /// last pattern counts.
  func verdict(on path: RawPath, isFolder: Bool) -> Bool? {
    let names = path.names(below: base)
    guard !names.isEmpty else { return nil }
    return patterns.last { $0.matches(names, isFolder: isFolder) }.map { !$0.isNegated }
  }
}

/// What a walk leaves out, beyond what cannot be read.
public struct WalkOptions: Sendable, Hashable, Codable {
  /// Whether files and folders are walked whose names begin with a dot.
  public var includesHidden = false
  /// Whether `.allonymignore` files are heeded.
  public var usesIgnoreFiles = true
  /// Patterns as in `.gitignore`: with any, only files that one is for are read.
  public var include: [String] = []
  /// Patterns as in `.gitignore`: files and folders that one is for are left out.
  public var exclude: [String] = []
  /// Larger files are left out; in bytes.
  public var largestFile: Int?
  /// Files and folders within the sources that were taken out of the index, as absolute paths; nil for
  /// none.
  public var removed: [String]?

  /// The name of the files with patterns of what is left out, in the folders that they hold for.
  public static let ignoreFileName = ".allonymignore"

  /// Walks everything but hidden files and what `.allonymignore` files leave out.
  public init() {}
}

/// What a walk leaves out in the trees of its sources, as far as it has come.
struct WalkRules {
  let options: WalkOptions
  private let named: [RawPath]
  private let excluded: [IgnoreRules]
  private let included: [IgnoreRules]
  /// The patterns found, by their folders.
  private var found: [RawPath: IgnoreRules] = [:]

  init(_ options: WalkOptions, named: [RawPath]) {
    self.options = options
    self.named = named
    excluded = options.exclude.isEmpty ? [] : named.map { IgnoreRules(options.exclude, base: $0) }
    included = options.include.isEmpty ? [] : named.map { IgnoreRules(options.include, base: $0) }
  }

  private static let largestIgnoreFile = 1 << 20

  /// Reads the patterns of a folder.
  mutating func enter(_ folder: RawPath) throws(Unreadable) {
    let path = folder.entry(Array(WalkOptions.ignoreFileName.utf8))
    guard options.usesIgnoreFiles, (try? FileStatus(of: path))?.kind == .file else { return }
    let file = try OpenFile(path)
    guard file.status.size <= Self.largestIgnoreFile else {
      throw Unreadable(
        .tooLarge, "is left out: its \(WalkOptions.ignoreFileName) is larger than 1 MiB")
    }
    let bytes = try file.bytes(at: 0, count: file.status.size)
    found[folder] = IgnoreRules(
      String(decoding: bytes, as: UTF8.self), origin: path.shown, base: folder)
  }

  /// Why a file or folder is left out; nil where it is not. What is named is never left out.
  func reason(against path: RawPath, isFolder: Bool, size: Int) -> SkipReason? {
    if let removed = options.removed, removed.contains(where: { RawPath($0).contains(path) }) {
      return .removed
    }
    if let origin = ignoring(path, isFolder: isFolder) { return .ignored(by: origin) }
    if excluded.contains(where: { $0.verdict(on: path, isFolder: isFolder) == true }) {
      return .excluded
    }
    guard !isFolder else { return nil }
    if !included.isEmpty,
      !included.contains(where: { $0.verdict(on: path, isFolder: false) == true })
    {
      return .notIncluded
    }
    if let maximum = options.largestFile, size > maximum { return .tooLarge(limit: maximum) }
    return nil
  }

  /// The file whose pattern leaves a path out: the nearest that has one for it.
  private func ignoring(_ path: RawPath, isFolder: Bool) -> String? {
    guard !found.isEmpty else { return nil }
    var folder = path
    while let above = folder.parent {
      folder = above
      guard let rules = found[folder], let verdict = rules.verdict(on: path, isFolder: isFolder)
      else { continue }
      return verdict ? rules.origin : nil
    }
    return nil
  }
}

extension RawPath {
  /// The folder that a path lies in; nil where its name is all there is.
  fileprivate var parent: RawPath? {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    if slash == 0 { return bytes.count > 1 ? RawPath(bytes: [UInt8(ascii: "/")]) : nil }
    return RawPath(bytes: Array(bytes[..<slash]))
  }
}
