// SPDX-License-Identifier: GPL-2.0-or-later
internal import CXML
import Documents

/// Web pages: all traffic with libxml2.
///
/// The page is read as a stream of events and no tree is built, so neither depth nor size of a page
/// can exhaust the stack.
enum HTMLPage {
  static func content(of input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    try content(of: try input.bytes())
  }

  /// The content of a page in the character set that it declares.
  static func content(of bytes: [UInt8]) throws(Unreadable) -> Content {
    let decoded = try DeclaredCharset.text(ofPage: bytes)
    var content = try content(ofText: decoded.text)
    content.brokenParts = decoded.flaws
    return content
  }

  /// The content of a page that is text already.
  static func content(ofText page: String) throws(Unreadable) -> Content {
    // libxml2 takes a NUL for the end of the page.
    let bytes = page.utf8.map { $0 == 0 ? 0x20 : CChar(bitPattern: $0) }
    let events = HTMLEvents()
    try parse(bytes, into: events)
    return events.content
  }

  private static func parse(_ bytes: [CChar], into events: HTMLEvents) throws(Unreadable) {
    if bytes.isEmpty { return }
    guard let parser = htmlNewParserCtxt() else {
      throw Unreadable.noMemory
    }
    defer { htmlFreeParserCtxt(parser) }
    // The parser owns the table of handlers; emptied first, so that nothing of its own is called.
    parser.pointee.sax.pointee = handlers
    events.stop = { xmlStopParser(parser) }
    withExtendedLifetime(events) {
      parser.pointee.userData = Unmanaged.passUnretained(events).toOpaque()
      let options = HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue
      // The text has been decoded; what it declares no longer holds.
      let ignoreDeclared = HTML_PARSE_IGNORE_ENC.rawValue
      _ = htmlCtxtReadMemory(
        parser, bytes, Int32(clamping: bytes.count), nil, "UTF-8", Int32(options | ignoreDeclared))
    }
    if events.isHopeless {
      throw Unreadable(
        .tooCostly, "is so malformed a page that reading it would take too long")
    }
  }

  private static var handlers: xmlSAXHandler {
    var handlers = xmlSAXHandler()
    handlers.initialized = XML_SAX2_MAGIC
    handlers.startElement = { context, name, attributes in
      guard let name else { return }
      HTMLEvents.of(context)?.start(HTMLPage.text(name), attributes: HTMLPage.pairs(attributes))
    }
    handlers.endElement = { context, name in
      guard let name else { return }
      HTMLEvents.of(context)?.end(HTMLPage.text(name))
    }
    let characters: charactersSAXFunc = { context, characters, length in
      guard let characters else { return }
      HTMLEvents.of(context)?.characters(
        UnsafeBufferPointer(start: characters, count: Int(length)))
    }
    handlers.characters = characters
    handlers.ignorableWhitespace = characters
    handlers.cdataBlock = characters
    handlers.serror = { context, _ in HTMLEvents.of(context)?.error() }
    return handlers
  }

  private static func text(_ bytes: UnsafePointer<xmlChar>) -> String {
    String(decodingCString: bytes, as: UTF8.self)
  }

  /// Names and values stand in turn; a value may be missing.
  private static func pairs(_ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?)
    -> [String: String]
  {
    var pairs: [String: String] = [:]
    guard var next = attributes else { return pairs }
    while let name = next[0] {
      pairs[text(name)] = next[1].map(text) ?? ""
      next += 2
    }
    return pairs
  }
}
