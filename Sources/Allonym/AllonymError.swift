// SPDX-License-Identifier: GPL-2.0-or-later
public import Documents
public import Spelling

/// What can go wrong with an index, told in one sentence that names the place and says what to do.
public enum AllonymError: Error, Equatable, Sendable {
  /// There is no index in the folder.
  case indexMissing(path: String)
  /// Something in the index cannot be read; `detail` says what.
  case indexDamaged(path: String, detail: String)
  /// The system does not let something in the index be read, which is sound; `detail` says why.
  case indexUnreadable(path: String, detail: String)
  /// The index was written by a version of Allonym with another layout.
  case indexOfOtherFormat(path: String, format: Int)
  /// Another process writes the index.
  case indexLocked(path: String)
  /// The folder that is to become an index holds other things, such as `example`.
  case foreignFolder(path: String, example: String)
  /// The index holds nothing of a path; `sources` are what it holds.
  case notInIndex(path: String, sources: [String])
  /// A file or folder that the index holds is no longer there.
  case sourceGone(path: String)
  /// The index is made of no files, and none are named.
  case noSources(path: String)
  /// No generation before the current one is left.
  case noFormerGeneration(path: String)
  /// A file or folder to index does not exist or cannot be read.
  case sourceUnreadable(path: String, detail: String)
  /// A folder or file of the index cannot be written (permission, full disk).
  case cannotWrite(path: String, detail: String)
  /// None of the sources holds a document that can be indexed; `failures` could not be read.
  case nothingIndexed(paths: [String], failures: [ReadFailure])
  /// No file can be read, because something is wrong with the program that reads.
  case readerUnusable(ReaderProblem)
  /// The spelling model in the program cannot be used: without it names would not be found in silence.
  case spellingModelUnusable(SpellingModelError)
  /// A value given by the user is not usable.
  case invalidArgument(String)
}

extension AllonymError: CustomStringConvertible {
  /// One sentence for the user.
  public var description: String {
    switch self {
    case .indexMissing(let path):
      "There is no index in \(path): make one with 'allonym index PATH…', or name another with --index."
    case .indexDamaged(let path, let detail):
      "The index in \(path) is damaged (\(detail)): make it anew with 'allonym rebuild PATH…'."
    case .indexUnreadable(let path, let detail):
      "The index in \(path) cannot be read (\(detail)): give yourself the right, or raise the limit, and try again."
    case .indexOfOtherFormat(let path, let format):
      if format > Release.indexFormat {
        "The index in \(path) has format \(format), newer than this program reads: use the version of allonym that wrote it, or make it anew with 'allonym rebuild PATH…'."
      } else {
        "The index in \(path) has format \(format), older than this program reads: make it anew of the same files with 'allonym rebuild'."
      }
    case .indexLocked(let path):
      "Another process is writing the index in \(path): wait until it has ended, or name another index with --index."
    case .foreignFolder(let path, let example):
      "\(path) is no index: it holds other things, such as \(example). Name a new or an empty folder with --index."
    case .notInIndex(let path, let sources):
      "The index holds nothing of \(path): "
        + (sources.isEmpty
          ? "it has no files." : "it is made of \(sources.joined(separator: ", ")).")
    case .sourceGone(let path):
      "\(path) \(SourceGone.reason(path))."
    case .noSources(let path):
      "The index in \(path) has no files: name files or folders with 'allonym index PATH…'."
    case .noFormerGeneration(let path):
      "The index in \(path) has no generation before this one to go back to."
    case .sourceUnreadable(let path, let detail):
      "Cannot read \(path): \(detail)."
    case .cannotWrite(let path, let detail):
      "Cannot write \(path) (\(detail)): make room or allow writing there, or name another index with --index."
    case .nothingIndexed(let paths, let failures):
      if let first = failures.first {
        "No document could be read in \(paths.joined(separator: ", ")): \(first)."
      } else {
        "No document to index in \(paths.joined(separator: ", ")): name a folder or file that holds documents of a type that is read (see 'allonym index --help')."
      }
    case .readerUnusable(let problem):
      "\(problem)"
    case .spellingModelUnusable(let error):
      "\(error)"
    case .invalidArgument(let message):
      message
    }
  }
}

/// What to say of a file or folder that the index holds and that is no longer there.
enum SourceGone {
  /// Reads on after the path.
  static func reason(_ path: String) -> String {
    "is not there (any more): if it was renamed or is mounted elsewhere, run 'allonym move \(path) NEW'; "
      + "if the index is to forget it, 'allonym remove \(path)'"
  }
}
