// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
/// Gathers the content of a page from the parser's events.
final class HTMLEvents {
  /// Stops the parser, which lives longer than the events come.
  var stop: () -> Void = {}
  /// Whether reading was given up.
  private(set) var isHopeless = false

  private var body = TextBuilder()
  private var title = TextBuilder()
  private var heading = TextBuilder()
  private var metadata = HTMLMetadata()
  private var depth = 0
  /// How deep we are in elements that hold no main text.
  private var skipped = 0
  private var titleDepth = 0
  private var headingDepth = 0
  private var headDepth = 0
  private var preformatted = 0
  private var choices = 0
  private var isChosen = false
  private var effort = 0

  static func of(_ context: UnsafeMutableRawPointer?) -> HTMLEvents? {
    context.map { Unmanaged<HTMLEvents>.fromOpaque($0).takeUnretainedValue() }
  }

  /// What was found.
  var content: Content {
    let named = Title.oneLine(title.text) ?? metadata.title.flatMap(Title.oneLine)
    return Content(
      title: named ?? Title.oneLine(heading.text),
      titleOrigin: named == nil ? .heading : .declared, author: metadata.author,
      host: metadata.host,
      text: body.text, date: metadata.date, language: metadata.language)
  }

  func start(_ name: String, attributes: [String: String]) {
    depth += 1
    if skipped > 0 || HTMLElements.withoutText.contains(name) {
      skipped += 1
      return
    }
    switch name {
    case "html": metadata.note(html: attributes)
    case "meta": metadata.note(meta: attributes)
    case "link": metadata.note(link: attributes)
    case "time": metadata.note(time: attributes)
    case "head": headDepth += 1
    case "title" where title.isEmpty: titleDepth += 1
    case "h1" where heading.isEmpty: headingDepth += 1
    case "pre": preformatted += 1
    case "select": choices += 1
    case "option" where choices > 0: isChosen = attributes["selected"] != nil
    case "input": note(input: attributes)
    default: break
    }
    separate(name)
  }

  /// What stands in a field that people see and fill in.
  private func note(input attributes: [String: String]) {
    let type = attributes["type"]?.lowercased() ?? "text"
    guard HTMLElements.fields.contains(type), let value = attributes["value"] else { return }
    body.space()
    body.append(value.utf8)
    body.space()
  }

  func end(_ name: String) {
    depth -= 1
    if skipped > 0 {
      skipped -= 1
      return
    }
    switch name {
    case "head": headDepth = max(headDepth - 1, 0)
    case "title": titleDepth = 0
    case "h1": headingDepth = 0
    case "pre": preformatted = max(preformatted - 1, 0)
    case "select": choices = max(choices - 1, 0)
    case "option": isChosen = false
    default: break
    }
    separate(name)
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    // Of a list of choices only what is chosen is said.
    if skipped > 0 || choices > 0 && !isChosen { return }
    if titleDepth > 0 {
      title.append(bytes)
    } else if headDepth == 0 {
      if headingDepth > 0 { heading.append(bytes) }
      body.append(bytes, keepingLines: preformatted > 0)
    }
  }

  /// For an end tag that opens nothing the parser looks through all open elements: with enough of both,
  /// a page of some megabytes would take hours.
  func error() {
    effort += depth
    if effort > 500_000_000 && !isHopeless {
      isHopeless = true
      stop()
    }
  }

  private func separate(_ name: String) {
    if HTMLElements.blocks.contains(name) {
      body.newLine()
      heading.space()
    } else if HTMLElements.cells.contains(name) {
      body.space()
    }
  }
}

/// Which elements mean what for the text. Source: HTML Standard, "Rendering".
enum HTMLElements {
  /// Their content is not the text of the page.
  static let withoutText: Set<String> = [
    "button", "iframe", "nav", "noscript", "script", "style", "svg", "template",
  ]

  /// The types of fields whose values are text.
  static let fields: Set<String> = [
    "text", "search", "email", "tel", "url", "number", "date", "datetime-local", "month", "time",
  ]

  /// They stand on lines of their own.
  static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li", "main", "menu", "ol",
    "option", "p", "pre", "search", "section", "summary", "table", "tbody", "tfoot", "thead", "tr",
    "ul",
  ]

  /// They stand beside each other.
  static let cells: Set<String> = ["td", "th", "img", "input", "textarea"]
}
