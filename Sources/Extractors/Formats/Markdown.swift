// SPDX-License-Identifier: GPL-2.0-or-later
internal import CMark
import Documents

/// Markdown: all traffic with cmark.
enum Markdown {
  static func content(of input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    let decoded = try TextDecoding.text(of: try input.bytes())
    let matter = FrontMatter(of: decoded.text)
    var blocks = try blocks(of: matter.body)
    let heading = blocks.firstIndex { $0.level == 1 } ?? blocks.firstIndex { $0.level > 0 }
    var title = matter.title
    if title == nil, let heading {
      title = Title.oneLine(blocks[heading].text)
      // As a title it is searched and shown already.
      if title != nil { blocks.remove(at: heading) }
    }
    return Content(
      title: title, titleOrigin: matter.title == nil ? .heading : .declared,
      author: matter.author,
      text: blocks.map(\.text).joined(separator: "\n"), date: matter.date,
      language: matter.language, brokenParts: decoded.flaws)
  }

  /// A piece of text on lines of its own.
  private struct Block {
    var text: String
    /// The level of a heading, 0 of anything else.
    var level: Int
  }

  private static func blocks(of text: Substring) throws(Unreadable) -> [Block] {
    let bytes = text.utf8.map { CChar(bitPattern: $0) }
    guard let root = cmark_parse_document(bytes, bytes.count, CMARK_OPT_DEFAULT) else {
      throw Unreadable.noMemory
    }
    defer { cmark_node_free(root) }
    let events = cmark_iter_new(root)
    defer { cmark_iter_free(events) }
    var blocks: [Block] = []
    var current = TextBuilder()
    while true {
      let event = cmark_iter_next(events)
      if event == CMARK_EVENT_DONE { break }
      guard let node = cmark_iter_get_node(events) else { break }
      if event == CMARK_EVENT_ENTER {
        add(node, to: &current)
      }
      if endsBlock(node, event) && !current.isEmpty {
        let isHeading = cmark_node_get_type(node) == CMARK_NODE_HEADING
        let level = isHeading ? Int(cmark_node_get_heading_level(node)) : 0
        blocks.append(Block(text: current.text, level: level))
        current = TextBuilder()
      }
    }
    return blocks
  }

  /// Whether text before this event and after it stands on different lines. cmark closes nodes without
  /// children when it enters them.
  private static func endsBlock(_ node: OpaquePointer, _ event: cmark_event_type) -> Bool {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_HEADING, CMARK_NODE_PARAGRAPH: event == CMARK_EVENT_EXIT
    case CMARK_NODE_CODE_BLOCK, CMARK_NODE_HTML_BLOCK: true
    default: false
    }
  }

  private static func add(_ node: OpaquePointer, to text: inout TextBuilder) {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT, CMARK_NODE_CODE:
      text.append(literal(node).utf8)
    case CMARK_NODE_CODE_BLOCK:
      text.append(literal(node).utf8, keepingLines: true)
    case CMARK_NODE_HTML_BLOCK:
      // What the HTML reader gives up on has no text worth having.
      let inner = try? HTMLPage.content(ofText: literal(node))
      text.append((inner?.text ?? "").utf8, keepingLines: true)
    case CMARK_NODE_SOFTBREAK:
      text.space()
    case CMARK_NODE_LINEBREAK:
      text.newLine()
    default:
      break
    }
  }

  private static func literal(_ node: OpaquePointer) -> String {
    cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
  }
}
