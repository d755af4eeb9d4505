// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc
import Spelling
import Xapian

extension AllonymError {
  /// What the system says where it refuses something, which is no damage.
  private static let refusals = [EACCES, EPERM, EROFS, EMFILE, ENFILE, ENOMEM]
    .map(FileSystem.systemMessage)

  /// Checks that the spelling model can be read.
  static func checkModel() throws(AllonymError) {
    do throws(SpellingModelError) {
      try SpellingModel.checkShared()
    } catch {
      throw .spellingModelUnusable(error)
    }
  }

  /// What became of reading an index when Xapian or the system fails.
  static func reading(_ path: String, failed error: any Error) -> AllonymError {
    if let known = error as? AllonymError { return known }
    let reason = (error as? XapianError)?.systemError ?? ""
    let reported = "\(error)"
    if let refusal = refusals.first(where: { $0 == reason || reported.contains($0) }) {
      return .indexUnreadable(path: path, detail: refusal)
    }
    return .indexDamaged(path: path, detail: reported)
  }
}
