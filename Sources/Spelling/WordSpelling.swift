// SPDX-License-Identifier: GPL-2.0-or-later

/// How sure the search for spellings must be.
public enum SpellingTier: String, Sendable, CaseIterable {
  /// What most likely is the same name: about where precision on the development names is .8, half
  /// of the false ones being names that nobody has labelled.
  case strict
  /// What may be the same name.
  case wide

  /// The least log-odds of the tier.
  package var minLogOdds: Float {
    switch self {
    case .strict: return -2.2
    case .wide: return -3.8
    }
  }

  /// The least score of the tier where forms are classified by all that open data and the archive say: of forms with a
  /// score of .25, as many documents are right as are wrong in the news that the classifier was calibrated on.
  package var minScore: Double {
    switch self {
    case .strict: return 0.25
    case .wide: return 0.03
    }
  }

  /// The least score of the transducer worth judging, in quarter units.
  var minRaw: Int {
    switch self {
    case .strict: return -16
    case .wide: return -24
    }
  }
}

/// A form of the vocabulary that is taken for the same name as the word searched for.
public struct WordSpelling: Sendable, Equatable {
  /// The form's number in its vocabulary.
  public let index: Int
  /// The form, folded.
  public let form: String
  /// The script it is written in.
  public let script: Script
  /// The probability that it is the same name, 0 to 1, as calibrated on mined pairs of names; half
  /// of those that count as wrong there are names that merely nobody has labelled.
  public let score: Double
  /// The word searched for, as folded.
  public let word: String
  /// What the form was compared with: the word, or the word with its marks written out.
  let comparedWith: String
  let analysis: Int
  let queryAnalysis: Int
  /// What speaks for it.
  var ground = Ground.letters

  /// What speaks for a form.
  enum Ground: Sendable {
    /// It looks alike.
    case letters
    /// It is the word with an article, a clitic or an ending.
    case sameWord
    /// Open data has it as a spelling of the name, or as another name.
    case knownName, otherName
  }

  /// Whether the form is taken as written, nothing of it as an article, a clitic or a case ending.
  package var isAsWritten: Bool { analysis == 0 }

  /// Why, in words: "kh = х, ب (in, by)", "read as sheshelj, sh = ш". Computed when asked for.
  public var reason: String {
    guard let model = SpellingModel.shared else { return "" }
    let (own, ownNote) = Self.read(comparedWith, queryAnalysis)
    let (other, note) = Self.read(form, analysis)
    switch ground {
    case .sameWord: return note ?? "the same without what it carries"
    case .otherName:
      return ["known as another name", note].compactMap(\.self).joined(separator: ", ")
    case .letters, .knownName: break
    }
    let alignment = SpellingAlignment(
      own, Script(ofWordText: comparedWith), other, script, model: model)
    let readAs = comparedWith == word ? [] : ["read as \(comparedWith)"]
    return
      ((ground == .knownName ? ["known spelling"] : []) + readAs
      + (ownNote.map { ["typed with \($0)"] } ?? []) + (note.map { [$0] } ?? [])
      + [alignment?.reason ?? ""]).filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// A word under one of its analyses, and what that takes off.
  private static func read(_ word: String, _ analysis: Int) -> (WordLetters, String?) {
    var text = word
    return text.withUTF8 { utf8 in
      let bytes = UnsafeRawBufferPointer(utf8)
      guard analysis > 0,
        let found = AffixRules.shared.analysis(analysis, of: bytes, in: Script(ofWord: bytes))
      else { return (WordLetters(bytes), nil) }
      return (found.core, found.rule.note)
    }
  }
}

extension Script {
  /// The script of a folded word.
  init(ofWordText word: String) {
    var word = word
    self = word.withUTF8 { Script(ofWord: UnsafeRawBufferPointer($0)) }
  }
}
