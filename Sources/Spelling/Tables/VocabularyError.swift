// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// Why a vocabulary file could not be opened or written.
public enum VocabularyError: Error, Equatable, Sendable {
  /// The operating system refused: the call's name, the path and `errno`.
  case system(call: String, path: String, code: Int32)
  /// The bytes are no vocabulary of ours, or are cut short or damaged; says what was found.
  case damaged(String)
  /// The file was written by another version of the format.
  case version(found: UInt32, supported: UInt32)
  /// A vocabulary holds at most 2^28 forms and 4 GiB of text.
  case tooLarge
}

extension VocabularyError: CustomStringConvertible {
  /// One sentence for people.
  public var description: String {
    switch self {
    case .system(let call, let path, let code):
      return "\(call) failed for \(path): \(String(cString: strerror(code)))"
    case .damaged(let what):
      return "the vocabulary is damaged: \(what)"
    case .version(let found, let supported):
      return "the vocabulary has format \(found); this program reads format \(supported)"
    case .tooLarge:
      return "the vocabulary is too large for its format"
    }
  }
}
