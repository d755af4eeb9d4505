// SPDX-License-Identifier: GPL-2.0-or-later
import HTTPTypes
import Hummingbird
import Workspaces

/// Hits as a feed (RFC 4287), the newest first.
struct AtomFeed {
  /// Names the workspace.
  let identifier: String
  /// Nil for the hits of all.
  let alert: Alert?
  let hits: [AlertHit]
  let alerts: [Alert]
  /// The address that feed and links begin with.
  let address: String

  /// How many entries a feed has.
  static let entries = 200

  /// The beginning of our addresses, as the request came.
  static func address(of request: Request) -> String {
    let forwarded = HTTPField.Name("X-Forwarded-Proto").flatMap { request.headers[$0] }
    return (forwarded == "https" ? "https://" : "http://") + (request.head.authority ?? "localhost")
  }

  var text: String {
    let path = alert.map { "/alerts/\($0.id)" } ?? "/alerts"
    let updated = hits.first?.found ?? alert?.created ?? "1970-01-01T00:00:00Z"
    let searches = Dictionary(
      alerts.map { ($0.name, $0.search) }, uniquingKeysWith: { first, _ in first })
    return """
      <?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom">
      <id>\(name(0, alert?.id ?? 0))</id>
      <title>\(Markup.escaped(alert?.name ?? "Allonym"))</title>
      <updated>\(updated)</updated>
      <author><name>Allonym</name></author>
      <link rel="self" href="\(Markup.escaped(address + path + "/feed.atom"))"/>
      <link rel="alternate" type="text/html" href="\(Markup.escaped(address + path))"/>

      """ + hits.map { entry($0, searches[$0.alert] ?? nil) }.joined() + "</feed>\n"
  }

  private func entry(_ hit: AlertHit, _ search: SavedSearch?) -> String {
    let subject = [hit.alert, hit.name].compactMap(\.self).joined(separator: ": ")
    let html =
      "<p>\(Markup.marked(hit.content.passage, inScalars: hit.content.highlights))</p>"
      + "<p>\(Markup.escaped(hit.content.path))</p>"
    return """
      <entry>
      <id>\(name(1, hit.id))</id>
      <title>\(Markup.escaped("\(subject) – \(hit.content.title)"))</title>
      <updated>\(hit.found)</updated>
      <link rel="alternate" type="text/html" href="\(Markup.escaped(address + hit.link(search)))"/>
      <category term="\(Markup.escaped(hit.alert))"/>
      <content type="html">\(Markup.escaped(html))</content>
      </entry>

      """
  }

  /// What names a feed (kind 0) or an entry for good: the UUID of the workspace with numbers in its last digits.
  private func name(_ kind: Int, _ number: Int64) -> String {
    let digits = String(UInt64(bitPattern: number) << 4 | UInt64(kind), radix: 16)
    return "urn:uuid:\(identifier.dropLast(12))"
      + String(repeating: "0", count: max(0, 12 - digits.count)) + digits.suffix(12)
  }
}
