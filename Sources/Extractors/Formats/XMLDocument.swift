// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// XML of kinds that are not known: all that is written in it, the values of attributes too.
enum XMLDocument {
  static func content(of input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    let bytes = try input.bytes()
    if XMLShape.type(of: Array(bytes.prefix(Signature.sampleSize))) == .html {
      return try HTMLPage.content(of: bytes)
    }
    let decoded = try DeclaredCharset.text(ofPage: bytes)
    let events = Events()
    var content = Content()
    content.brokenParts = decoded.flaws
    do throws(Unreadable) {
      try XMLReader.read(text: decoded.text, events)
    } catch {
      guard !events.builder.isEmpty else { throw error }
      content.brokenParts.append(BrokenPart(reason: error))
    }
    content.text = events.builder.text
    content.titleOrigin = .fileName
    return content
  }

  private final class Events: XMLEvents {
    private(set) var builder = TextBuilder()

    func start(_ name: String, attributes: [String: String]) {
      builder.newLine()
      for (name, value) in attributes.sorted(by: { $0.key < $1.key })
      where !name.hasPrefix("xmlns") && !name.contains(":") && value.contains(where: \.isLetter) {
        builder.append(value.utf8)
        builder.newLine()
      }
    }
    func end(_ name: String) { builder.newLine() }
    func characters(_ bytes: UnsafeBufferPointer<UInt8>) { builder.append(bytes) }
  }
}

/// FictionBook, the format of most Russian electronic books.
enum FictionBook {
  static func content(of input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    let decoded = try DeclaredCharset.text(ofPage: try input.bytes())
    let events = Events()
    var broken = decoded.flaws
    do throws(Unreadable) {
      try XMLReader.read(text: decoded.text, events)
    } catch {
      guard !events.text.text.isEmpty else { throw error }
      broken.append(BrokenPart(reason: error))
    }
    var content = events.content
    content.brokenParts = broken
    return content
  }

  /// Source: FictionBook 2.1. Pictures are in `binary`.
  private static let meanings = OfficeText.Meanings(
    text: ["p", "v", "subtitle", "text-author", "td", "th"],
    lines: ["p", "v", "subtitle", "text-author", "tr"], spaces: ["td", "th"],
    breaks: ["empty-line"], skipped: ["binary"])

  private final class Events: XMLEvents {
    let text = OfficeText(meanings)
    private var open: [String] = []
    private var values: [String: TextBuilder] = [:]

    var content: Content {
      Content(
        title: values["book-title"]?.text, author: values["author"]?.text, text: text.text,
        date: values["date"].flatMap { PublicationDate.compact($0.text) },
        language: values["lang"].flatMap { LanguageTag.iso639($0.text) })
    }

    func start(_ name: String, attributes: [String: String]) {
      open.append(name)
      if name == "author", isInTitle { values[name, default: TextBuilder()].space() }
      if name == "date", isInTitle, let date = attributes["value"] {
        values[name, default: TextBuilder()].append(date.utf8)
      }
      text.start(name, attributes: attributes)
    }

    func end(_ name: String) {
      if isInTitle, ["first-name", "middle-name", "last-name", "nickname"].contains(name) {
        values["author"]?.space()
      }
      _ = open.popLast()
      text.end(name)
    }

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
      if isInTitle, let name = open.last {
        let isAuthor = open.contains("author")
        if isAuthor || ["book-title", "lang", "date"].contains(name) {
          values[isAuthor ? "author" : name, default: TextBuilder()].append(bytes)
        }
      }
      text.characters(bytes)
    }

    private var isInTitle: Bool { open.contains("title-info") }
  }
}
