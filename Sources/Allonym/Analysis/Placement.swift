// SPDX-License-Identifier: GPL-2.0-or-later
internal import Spelling

/// Turns scanned words into tokens and gives them their positions.
///
/// An article shares the position of the word it belongs to, which is known only once that word has
/// been read: until then the article is kept as pending.
struct Placement {
  private var position: UInt32
  private var article: PendingArticle?
  private var ending: PendingEnding?
  private let articles = ArticleTable.shared

  /// An article at `position`, which the next word may or may not share.
  private struct PendingArticle {
    var index: Int
    var key: UInt64
    var script: Script
  }

  /// What stands behind the last apostrophe of a word and may be an article: `Abu’l-Fadl`.
  private struct PendingEnding {
    var index: Int
    var key: UInt64
    var apostrophe: ScannedWord.Apostrophe
    var token: Token
  }

  init(nextPosition: UInt32) { position = nextPosition }

  /// Adds the tokens of a word whose fold lies at `term`, the buffer's `nextTerm()`.
  @inline(__always)
  mutating func assign(
    _ word: ScannedWord, term: UnsafeMutablePointer<UInt8>, in buffer: inout TokenBuffer
  ) {
    if article != nil || ending != nil { bind(to: word, term: term, in: &buffer) }
    let offset = buffer.commitTerm(length: word.length &+ word.signs)
    let token = Token(
      termOffset: offset, start: UInt32(truncatingIfNeeded: word.start),
      end: UInt32(truncatingIfNeeded: word.end), position: position,
      termLength: UInt8(truncatingIfNeeded: word.length), kind: .word, script: word.script)
    if word.firstApostrophe != nil {
      return placeApostrophized(word, token, term: term, in: &buffer)
    }
    if word.signs > 0 { buffer.append(Self.signed(token, by: word.signs)) }
    buffer.append(token)
    if word.signs == 0, word.length <= 6 {
      let key = Self.key(term, word.length)
      if articles.contains(key) {
        article = PendingArticle(
          index: buffer.tokens.count - 1, key: key, script: word.script)
        return
      }
    }
    position &+= 1
  }

  /// The position after the last word.
  func finish() -> UInt32 { article == nil ? position : position &+ 1 }

  /// The first bytes of a folded word, at most eight, the first in the lowest eight bits.
  @inline(__always)
  private static func key(_ term: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
    let bytes = UnsafeRawPointer(term).loadUnaligned(as: UInt64.self).littleEndian
    return length >= 8 ? bytes : bytes & (1 << UInt64(8 * length) - 1)
  }

  /// A word with the signs behind it, at the same position.
  private static func signed(_ token: Token, by signs: Int) -> Token {
    var whole = token
    whole.kind = .joined
    whole.termLength += UInt8(truncatingIfNeeded: signs)
    return whole
  }

  // MARK: Articles

  /// Decides, now that the next word is known, whether what is pending belongs to it.
  private mutating func bind(
    to word: ScannedWord, term: UnsafePointer<UInt8>, in buffer: inout TokenBuffer
  ) {
    let beginning = UInt32(truncatingIfNeeded: Self.key(term, min(word.length, 4)))
    if let pending = article {
      article = nil
      let isBound =
        word.script == pending.script && (word.gap == .hyphen || word.gap == .space)
        && articles.binds(pending.key, to: beginning, hyphen: word.gap == .hyphen)
      if isBound {
        buffer.update(pending.index) { $0.kind = .article }
      } else {
        position &+= 1
      }
    }
    if let pending = ending {
      ending = nil
      if word.script == pending.token.script, isArticle(pending.key, beginning, gap: word.gap) {
        split(pending, in: &buffer)
      }
    }
  }

  /// Whether the letters after an apostrophe are an article: `’l-` and `’l ` before any word, others
  /// before a hyphen and a word that begins with the same letters, as in `Abdu’r-Rahman`.
  private func isArticle(_ key: UInt64, _ beginning: UInt32, gap: Gap) -> Bool {
    switch gap {
    case .hyphen:
      let letters = UInt64.max >> UInt64(key.leadingZeroBitCount & ~7)
      return UInt64(beginning) & letters == key || articles.binds(key, to: beginning, hyphen: true)
    case .space: return key == UInt64(UInt8(ascii: "l"))
    case .none, .other: return false
    }
  }

  /// Takes the article off the end of a word that has been placed already.
  private func split(_ pending: PendingEnding, in buffer: inout TokenBuffer) {
    let kept = pending.apostrophe.foldOffset
    buffer.update(pending.index) {
      $0.termLength = UInt8(truncatingIfNeeded: kept)
      $0.end = UInt32(truncatingIfNeeded: pending.apostrophe.start)
    }
    var article = pending.token
    article.termOffset += UInt32(truncatingIfNeeded: kept)
    article.termLength -= UInt8(truncatingIfNeeded: kept)
    article.start = UInt32(truncatingIfNeeded: pending.apostrophe.end)
    article.position = position
    article.kind = .article
    buffer.append(article)
  }

  // MARK: Apostrophes

  /// Adds the tokens of a word with an apostrophe in it. `token` is the whole word.
  private mutating func placeApostrophized(
    _ word: ScannedWord, _ token: Token, term: UnsafePointer<UInt8>, in buffer: inout TokenBuffer
  ) {
    var whole = token
    defer { position &+= 1 }
    guard word.script == .latin || word.script == .cyrillic,
      let first = word.firstApostrophe, let last = word.lastApostrophe
    else { return buffer.append(whole) }
    let tail = word.length - last.foldOffset
    if tail == 1, term[last.foldOffset] == UInt8(ascii: "s") {
      whole.termLength -= 1
      whole.end = UInt32(truncatingIfNeeded: last.start)
    }
    if first.foldOffset <= 8, first.foldOffset < Int(whole.termLength),
      ElisionTable.elides(
        Self.key(term, first.foldOffset), before: term[first.foldOffset])
    {
      var part = whole
      part.termOffset += UInt32(truncatingIfNeeded: first.foldOffset)
      part.termLength -= UInt8(truncatingIfNeeded: first.foldOffset)
      part.start = UInt32(truncatingIfNeeded: first.end)
      whole.kind = .joined
      buffer.append(whole)
      buffer.append(part)
      return
    }
    buffer.append(whole)
    if tail > 0, tail <= 4 {
      ending = PendingEnding(
        index: buffer.tokens.count - 1, key: Self.key(term + last.foldOffset, tail),
        apostrophe: last, token: token)
    }
  }
}
