// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser

struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show the text of a hit, around its matches or all of it.",
    discussion: """
      A hit is named by its number in the last search that was shown on a terminal, by the id of a \
      document, or by the path of a file with one document. The lines of a number are those around \
      the matches; --whole shows all, as an id and a path do.

      EXAMPLES
        allonym show 3
        allonym show 3 --whole
        allonym show 3 --open
        allonym show ~/archive/letter.pdf
        allonym show en-1 | wc -w
      """)

  @Argument(help: "A number of the last search, an id, or the path of a file.")
  var hit: String
  @OptionGroup var index: IndexOption
  @Flag(help: "Show the whole text.")
  var whole = false
  @Flag(help: "Open the file in the program that the desktop has for it, and print nothing.")
  var open = false
  @Option(help: ArgumentHelp("When to use colour; auto means on a terminal.", valueName: "when"))
  var color = ColorChoice.auto
  @Flag(help: "Do not show a long text by $PAGER, or less.")
  var noPager = false

  func run() async throws {
    let hit: Hit
    let isSearched: Bool
    if let number = Int(self.hit), number > 0, let last = LastSearch() {
      (hit, isSearched) = (try Self.hit(number, of: last), true)
    } else {
      (hit, isSearched) = (try document(self.hit), false)
    }
    if open { return try Opener.open(hit.path) }
    let screen = Screen(color: color)
    let text = HitText(hit, screen: screen).text(isWhole: whole || !isSearched)
    if !noPager { Pager.start() }
    try Output.write(text)
  }

  /// A hit of the search that was shown last.
  private static func hit(_ number: Int, of last: LastSearch) throws -> Hit {
    // The index by its absolute path, wherever this is run.
    guard var search = (try? SearchCommand.parse(withoutIndex(last.arguments)))?.plain else {
      throw AllonymError.invalidArgument("The last search cannot be read any more: search again.")
    }
    search.index = IndexDirectory(path: last.index)
    (search.options.offset, search.options.limit) = (number - 1, 1)
    search.options.showsText = true
    let result = try search.answer(of: SearchIndex(search.index))
    guard let hit = result.hits.first else {
      throw AllonymError.invalidArgument(
        "There is no hit \(number): the last search, for \(Safe.line(search.query)), finds \(Numbers.count(result.total, "document"))."
      )
    }
    return hit
  }

  private static func withoutIndex(_ arguments: [String]) -> [String] {
    var kept: [String] = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" { return kept + [argument] + rest }
      if argument == "--index" {
        _ = rest.popFirst()
      } else if !argument.hasPrefix("--index=") {
        kept.append(argument)
      }
    }
    return kept
  }

  /// The document with an id, or the only one of a file.
  private func document(_ name: String) throws -> Hit {
    let index = try SearchIndex(index.directory)
    var options = SearchOptions()
    options.limit = 2
    options.showsText = true
    options.suggests = false
    for field in ["id", "in"] {
      let result = try index.search("\(field):\(Self.quoted(name))", options: options)
      guard let hit = result.hits.first else { continue }
      guard result.total == 1 else {
        throw AllonymError.invalidArgument(
          "\(name) stands for \(Numbers.count(result.total, "document")): name one by its id, or search with in:\(Self.quoted(name))."
        )
      }
      return hit
    }
    let isNumber = Int(name) != nil
    throw AllonymError.invalidArgument(
      isNumber
        ? "No search was shown on a terminal yet, and no document has the id \(name): search first."
        : "The index has no document with the id or path \(name): 'allonym list' lists its files."
    )
  }

  /// A value as a query has it.
  private static func quoted(_ value: String) -> String {
    value.contains { $0.isWhitespace || "()".contains($0) } && !value.contains("\"")
      ? "\"\(value)\"" : value
  }
}

/// The text of a hit for people.
struct HitText {
  let hit: Hit
  let layout: TextLayout

  /// How many lines are shown before and after one with a match.
  private static let context = 2

  init(_ hit: Hit, screen: Screen) {
    self.hit = hit
    layout = TextLayout(screen: screen)
  }

  /// The document's title and source, and its text: all of it, or the lines around its matches with their
  /// numbers.
  func text(isWhole: Bool) -> String {
    var lines = layout.lines([Span(Safe.line(hit.title), .title)], indent: 0)
    var facts = ""
    for fact in [hit.id.map { "id \($0)" }, hit.author, hit.language, hit.date.map(Dates.iso)] {
      if let fact { facts += " · " + Safe.line(fact) }
    }
    lines += layout.lines(
      [Span(Safe.line(hit.path), .path(hit.path)), Span(facts)], indent: 2)
    lines.append("")
    let all = self.lines
    let shown = isWhole || hit.text?.highlights.isEmpty ?? true ? nil : Self.near(all)
    var last = -1
    for (number, line) in all.enumerated() {
      if let shown {
        guard shown.contains(number) else { continue }
        if last >= 0, last < number - 1 { lines.append("--") }
        last = number
        let mark = line.contains { $0.look == .match } ? ":" : "-"
        let head = "\(number + 1)\(mark) "
        lines += layout.lines(line, head: head, indent: head.count)
      } else {
        lines += layout.lines(line, indent: 0)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The numbers of the lines near those with a match.
  private static func near(_ lines: [[Span]]) -> Set<Int> {
    var near: Set<Int> = []
    for (number, line) in lines.enumerated() where line.contains(where: { $0.look == .match }) {
      near.formUnion(max(0, number - context)...min(lines.count - 1, number + context))
    }
    return near
  }

  /// The lines of the text with their matches.
  private var lines: [[Span]] {
    guard let text = hit.text else { return [] }
    let bytes = Array(text.whole.utf8)
    var highlights = text.highlights[...]
    var lines: [[Span]] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var spans: [Span] = []
      var position = start
      while let next = highlights.first, next.lowerBound < end {
        let range = max(next.lowerBound, position)..<min(max(next.upperBound, position), end)
        spans.append(Span(Self.string(bytes[position..<range.lowerBound])))
        spans.append(Span(Self.string(bytes[range]), .match))
        position = range.upperBound
        highlights.removeFirst()
      }
      spans.append(Span(Self.string(bytes[position..<end])))
      lines.append(spans.filter { !$0.text.isEmpty })
      start = end + 1
    }
    return lines
  }

  private static func string(_ bytes: ArraySlice<UInt8>) -> String {
    Safe.line(String(decoding: bytes, as: UTF8.self).replacing("\t", with: "    "))
  }
}
