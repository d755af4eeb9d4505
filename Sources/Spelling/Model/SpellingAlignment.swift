// SPDX-License-Identifier: GPL-2.0-or-later

/// Which letters of two words stand for each other in the best segmentation.
struct SpellingAlignment {
  struct Step {
    let letters: String
    let others: String
    /// Whether each letter is rendered by itself, in a usual way.
    let isPlain: Bool
  }

  /// In the order of the words, their ends left out.
  private(set) var steps: [Step] = []

  private struct Node {
    var score = Int.min
    var length = 0
    var otherLength = 0
  }

  init?(
    _ word: WordLetters, _ script: Script, _ form: WordLetters, _ formScript: Script,
    model: SpellingModel
  ) {
    guard script != .other, formScript != .other,
      let one = word.withLetters({ SegmentedWord($0, in: model.segments[Int(script.rawValue)]) }),
      let other = form.withLetters({
        SegmentedWord($0, in: model.segments[Int(formScript.rawValue)])
      })
    else { return nil }
    let table = model.rewrites(from: script, to: formScript)
    let width = other.count + 1
    var nodes = [Node](repeating: Node(), count: (one.count + 1) * width)
    nodes[0].score = 0
    for i in 0...one.count {
      for j in 0...other.count where i + j > 0 {
        nodes[i * width + j] = Self.bestNode(i, j, one, other, table, nodes, width)
      }
    }
    guard nodes[nodes.count - 1].score > Int.min else { return nil }
    trace(nodes, width, Self.text(word), Self.text(form))
  }

  private static func bestNode(
    _ i: Int, _ j: Int, _ one: SegmentedWord, _ other: SegmentedWord, _ table: RewriteTable,
    _ nodes: [Node], _ width: Int
  ) -> Node {
    var best = Node()
    for length in 0...min(3, i) {
      let segment = one.segment(endingAt: i, length: length)
      guard segment >= 0 else { continue }
      for otherLength in 0...min(3, j) where length + otherLength > 0 {
        let from = nodes[(i - length) * width + j - otherLength].score
        let target = other.segment(endingAt: j, length: otherLength)
        guard from > Int.min, target >= 0, let weight = table.weight(of: segment, as: target),
          from + weight > best.score
        else { continue }
        best = Node(
          score: from + weight, length: length, otherLength: otherLength)
      }
    }
    return best
  }

  private mutating func trace(
    _ nodes: [Node], _ width: Int, _ text: [Character], _ otherText: [Character]
  ) {
    var i = nodes.count / width - 1
    var j = width - 1
    while i > 0 || j > 0 {
      let node = nodes[i * width + j]
      let isPlain = Self.isPlain(text[i - node.length..<i], otherText[j - node.otherLength..<j])
      i -= node.length
      j -= node.otherLength
      let letters = String(text[i..<i + node.length]).filter { $0 != "^" && $0 != "$" }
      let others = String(otherText[j..<j + node.otherLength]).filter { $0 != "^" && $0 != "$" }
      if !letters.isEmpty || !others.isEmpty {
        steps.append(
          Step(letters: letters, others: others, isPlain: isPlain))
      }
    }
    steps.reverse()
  }

  /// Whether some letters are rendered as others one by one: a consonant as one of the same class, a
  /// vowel as any or not at all.
  private static func isPlain(
    _ letters: ArraySlice<Character>, _ others: ArraySlice<Character>
  ) -> Bool {
    guard let letter = letters.first else { return others.isEmpty }
    let sound = usualSound(letter)
    if let other = others.first {
      let otherSound = usualSound(other)
      if otherSound == sound || sound == nil && otherSound == 0,
        isPlain(letters.dropFirst(), others.dropFirst())
      {
        return true
      }
    }
    return sound == nil && letters.count > 1 && isPlain(letters.dropFirst(), others)
  }

  /// The class of a letter's usual sound, 0 for what is silent as a rule; nil for vowels and the
  /// words' ends.
  private static func usualSound(_ letter: Character) -> UInt8? {
    var sound: UInt8?
    WordLetters(String(letter)).withLetters { letters in
      LetterClasses.shared.forEach(in: letters) { sound = $0 }
    }
    return sound
  }

  private static func text(_ word: WordLetters) -> [Character] {
    word.withLetters { letters in
      ["^"] + letters.map { Character(Unicode.Scalar($0) ?? "?") } + ["$"]
    }
  }

  /// The telling renderings in words: "kh = х, e left out". Letters that are the same, or rendered
  /// one for one in the usual way, are not mentioned.
  var reason: String {
    let distinctive = distinctiveRenderings
    return distinctive.isEmpty ? "letter for letter" : distinctive.joined(separator: ", ")
  }

  /// What `reason` mentions.
  var distinctiveRenderings: [String] {
    steps.filter { $0.letters != $0.others && !$0.isPlain }.map { step in
      if step.others.isEmpty { return "\(step.letters) left out" }
      if step.letters.isEmpty { return "\(step.others) added" }
      return "\(step.letters) = \(step.others)"
    }
  }
}
