// SPDX-License-Identifier: GPL-2.0-or-later

/// A small page on something of a data set, to be shown in a frame: what is known of it, and why it was offered.
struct PreviewPage {
  let item: DatasetItem
  let reasons: [RecentReasons.Reason]
  /// The names of properties, for people.
  let names: [String: String]

  /// So many values of a property are shown.
  private static let maxValues = 8
  private static let style =
    "body{font:14px/1.4 sans-serif;margin:.6em;color:#222;background:#fff}h1{font-size:1.1em;margin:0}"
    + "p{margin:.3em 0}dl{display:grid;grid-template-columns:max-content 1fr;gap:.1em .8em;margin:.4em 0}"
    + "dt{color:#666}dd{margin:0}.why{border-inline-start:3px solid #c60;padding-inline-start:.6em}"

  var html: String {
    let title = Markup.escaped(item.name)
    return
      "<!doctype html><html><head><meta charset=\"utf-8\"><title>\(title)</title><style>\(Self.style)</style>"
      + "</head><body dir=\"auto\">\(fragment)</body></html>\n"
  }

  /// What stands in the page.
  var fragment: String {
    var html = "<h1><bdi>\(Markup.escaped(item.name))</bdi></h1>"
    if !item.description.isEmpty { html += "<p>\(Markup.escaped(item.description))</p>" }
    for reason in reasons {
      html +=
        "<p class=\"why\"><bdi>\(Markup.escaped(reason.query))</bdi>: \(reason.score) of 100 – "
        + "<bdi>\(Markup.escaped(reason.reason))</bdi></p>"
    }
    let values = item.values.filter { $0.key != "name" && $0.key != "title" }
      .sorted { (order($0.key), $0.key) < (order($1.key), $1.key) }
    guard !values.isEmpty else { return html }
    html += "<dl>"
    for (property, values) in values {
      let rest = values.count - Self.maxValues
      let shown =
        values.prefix(Self.maxValues).map { "<bdi>\(Markup.escaped($0))</bdi>" }
        .joined(separator: "; ") + (rest > 0 ? " … \(rest) more" : "")
      html += "<dt>\(Markup.escaped(names[property] ?? property))</dt><dd>\(shown)</dd>"
    }
    return html + "</dl>"
  }

  /// Those first that have a name for people.
  private func order(_ property: String) -> Int { names[property] == nil ? 1 : 0 }
}
