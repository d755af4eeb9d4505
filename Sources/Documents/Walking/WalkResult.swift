// SPDX-License-Identifier: GPL-2.0-or-later

/// A file that can be read, as a walk found it.
public struct SourceFile: Sendable, Hashable {
  /// Where it is.
  public var path: RawPath
  /// What it holds, by its extension or else by its content.
  public var type: DocumentType
  /// Its size in bytes when the walk saw it.
  public var size: Int
  /// When it was last changed, in nanoseconds since 1970.
  public var modified: Int
  /// When its content, name or permissions were last changed, in nanoseconds since 1970: unlike
  /// `modified` no program can set it.
  public var statusChanged: Int

  /// A file with what the file system says of it.
  package init(path: RawPath, type: DocumentType, size: Int, modified: Int, statusChanged: Int) {
    self.path = path
    self.type = type
    self.size = size
    self.modified = modified
    self.statusChanged = statusChanged
  }

  /// So much of a beginning tells that a file is not made of zeros.
  private static let sampleSize = 4096

  /// Whether it is not refused for its size, and holds something where it begins: one that is larger than any
  /// disk need not be looked through for that.
  public var mayBeRead: Bool {
    if size <= FileLimits.largestFile { return true }
    guard type.isReadInPieces else { return false }
    let beginning = try? OpenFile(path).bytes(at: 0, count: Self.sampleSize)
    return beginning?.contains { $0 != 0 } == true
  }
}

/// Why a file is passed over, though nothing is wrong with it.
public enum SkipReason: Sendable, Hashable, CustomStringConvertible {
  /// No extractor knows this extension; empty for a name without one.
  case unknownType(extension: String)
  /// A named pipe, socket or device, which is never opened.
  case notAFile(kind: String)
  /// A symbolic link to a folder: what it leads to is walked where it stands, or not at all.
  case linkToFolder
  /// A pattern of an ignore file is for it: which file.
  case ignored(by: String)
  /// A pattern to leave out is for it.
  case excluded
  /// It was taken out of the index, and not named since.
  case removed
  /// No pattern to take in is for it.
  case notIncluded
  /// It is larger than asked for; in bytes.
  case tooLarge(limit: Int)
  /// The file was found before, under another path.
  case sameFile(as: String)

  /// The reason in words that read on after the path.
  public var description: String {
    switch self {
    case .unknownType(""): "has no extension that says what it holds"
    case .unknownType(let name): "is of a type that is not read (.\(name))"
    case .notAFile(let kind): "is \(kind), not a file"
    case .linkToFolder: "is a symbolic link to a folder: name the folder itself to read it"
    case .ignored(let file): "is left out by \(file)"
    case .excluded: "is left out by --exclude"
    case .removed: "was taken out with 'allonym remove'"
    case .notIncluded: "is not taken in by --include"
    case .tooLarge(let limit): "is larger than \(limit) bytes (--max-filesize)"
    case .sameFile(let path): "is the same file as \(path)"
    }
  }
}

/// A file that is passed over.
public struct SkippedFile: Sendable, Hashable {
  /// The file, as it is shown.
  public var path: String
  /// Why it is passed over.
  public var reason: SkipReason
}

/// Everything that a walk saw.
public struct WalkResult: Sendable, Equatable {
  /// What can be read, in the order of the walk.
  public var files: [SourceFile] = []
  /// The folders that were looked into.
  public var folders: [RawPath] = []
  /// What is passed over, in the order of the walk.
  public var skipped: [SkippedFile] = []
  /// Folders and files that could not be looked at.
  public var failures: [ReadFailure] = []
  /// How many hidden files and folders were left alone.
  public var hidden = 0

  /// A walk that saw nothing.
  public init() {}
}
