// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Spelling

extension IndexUpdate {
  /// Why an update reads everything again, in words that read on after "everything is read again: "; nil
  /// where it reads what has changed, and where there is no index yet.
  ///
  /// - Throws: `AllonymError` when the index or the spelling model of the program is damaged.
  public func reasonToReadAll() throws -> String? {
    try AllonymError.checkModel()
    guard let generation = try former else { return nil }
    return try reasonToReadAll(Manifest(of: generation))
  }

  func reasonToReadAll(_ manifest: Manifest) throws -> String? {
    if manifest.format != Manifest.currentFormat {
      return "the index has an older format"
    }
    if manifest.modelChecksum != "\(SpellingModel.shared?.checksum ?? 0)" {
      return "this program has another model of spellings than the index"
    }
    guard let reading else { return nil }
    let known = manifest.reading
    var changed: [String] = []
    if reading.fields != known.fields { changed.append("the names of fields") }
    if reading.reading != known.reading { changed.append("the recognition of text (--ocr)") }
    if reading.walk.include != known.walk.include { changed.append("what is taken in (--include)") }
    if reading.walk.exclude != known.walk.exclude { changed.append("what is left out (--exclude)") }
    if reading.walk.largestFile != known.walk.largestFile {
      changed.append("the largest file (--max-filesize)")
    }
    if reading.walk.includesHidden != known.walk.includesHidden
      || reading.walk.usesIgnoreFiles != known.walk.usesIgnoreFiles
    {
      changed.append("what the walk heeds (--hidden, --ignore)")
    }
    guard !changed.isEmpty else { return nil }
    return changed.joined(separator: ", ") + (changed.count == 1 ? " has changed" : " have changed")
  }

  /// The options for a run: who names what was once removed, or a part of it, wants it back.
  func withNamed(_ options: SourceOptions) -> SourceOptions {
    var options = options
    let removed = options.walk.removed?.filter { removed in
      !paths.contains { RawPath(removed).contains(RawPath($0)) }
    }
    options.walk.removed = removed?.isEmpty == false ? removed : nil
    return options
  }
}
