// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym

/// The words of a query with their spellings, each of which a click switches off or on.
struct SpellingList {
  let found: FoundPage
  let address: SearchAddress
  let phrases: Phrases

  /// As many spellings of a word have a line that gives the reason.
  private static let linesShown = 40

  var values: Templates.Values {
    let expansions = found.expansions.filter { $0.forms.contains { $0.documents > 0 || isOff($0) } }
    return [
      "hasWords": !expansions.isEmpty,
      "words": expansions.map(word),
      "forms": expansions.flatMap { expansion in
        shown(expansion).prefix(Self.linesShown).map { line($0, of: expansion) }
      },
      "reaches": reaches,
    ]
  }

  private func isOff(_ form: TermVariant) -> Bool { address.off.contains(form.form) }

  /// The forms of a word that documents hold; those switched off stay in sight.
  private func shown(_ expansion: TermExpansion) -> [TermVariant] {
    expansion.forms.filter { $0.kind == .exact || $0.documents > 0 }
  }

  private func word(_ expansion: TermExpansion) -> Templates.Values {
    let forms = shown(expansion)
    let first = forms.prefix(FoundPage.formsWritten)
    let chips = Array(first) + forms.dropFirst(first.count).filter(isOff)
    let rest = forms.count - chips.count
    return [
      "word": (expansion.field.map { "\($0):" } ?? "") + expansion.word,
      "chips": chips.map { chip($0, of: expansion) },
      "more": rest > 0 ? phrases.filled("moreForms", ["n": phrases.grouped(rest)]) as Any : false,
    ]
  }

  private func chip(_ form: TermVariant, of expansion: TermExpansion) -> Templates.Values {
    let written = found.written[form.form] ?? form.form
    return [
      "form": written, "count": phrases.grouped(form.documents), "fixed": form.kind == .exact,
      "off": isOff(form), "kind": form.kind.rawValue, "href": link(form), "action": action(form),
      "reason": "\(phrases["kind.\(form.kind.rawValue)"]): \(form.plainReason(for: expansion))",
    ]
  }

  private func line(_ form: TermVariant, of expansion: TermExpansion) -> Templates.Values {
    [
      "form": found.written[form.form] ?? form.form, "script": form.script.code,
      "kindName": phrases["kind.\(form.kind.rawValue)"],
      "score": "\(Int((form.score * 100).rounded())) %",
      "count": phrases.grouped(form.documents), "reason": form.plainReason(for: expansion),
      "off": isOff(form),
      "href": link(form), "action": action(form),
    ]
  }

  private func link(_ form: TermVariant) -> String {
    form.kind == .exact ? address.link : address.toggling(off: form.form).link
  }

  private func action(_ form: TermVariant) -> String {
    let written = found.written[form.form] ?? form.form
    guard form.kind != .exact else { return written }
    return phrases.filled(isOff(form) ? "spellingOff" : "spellingOn", ["form": written])
  }

  private var reaches: [Templates.Values] {
    let current = address.isExact ? "exact" : address.spellings.rawValue
    return ["strict", "wide", "off", "exact"].map { reach in
      [
        "name": phrases["reach.\(reach)"], "current": reach == current,
        "href": address.changed {
          $0.isExact = reach == "exact"
          $0.spellings = SearchOptions.Spellings(rawValue: reach) ?? .strict
        }.link,
      ]
    }
  }
}

/// What matches can be filtered by, with counts.
struct FacetList {
  let found: FoundPage
  let address: SearchAddress
  let phrases: Phrases

  /// As many values are shown at once, and as many more behind a click.
  private static let shown = 6
  private static let maximum = 40

  var values: [Templates.Values] {
    found.facets.compactMap { facet in
      if facet.facet == .folder { return folders(facet) }
      let chosen = address.values[facet.facet] ?? []
      var counts = facet.counts
      // What is chosen stays in sight, also where it has no match any more.
      for value in chosen where !counts.contains(where: { $0.value == value }) {
        counts.append(.init(value: value, documents: 0))
      }
      if facet.facet == .year { counts.sort { $0.value > $1.value } }
      guard counts.count > 1 || !chosen.isEmpty else { return nil }
      let first =
        counts.filter { chosen.contains($0.value) }
        + counts.filter { !chosen.contains($0.value) }.prefix(Self.shown)
      let rest = counts.filter { count in !first.contains { $0.value == count.value } }
      var values: Templates.Values = [
        "name": phrases["facet.\(facet.facet.rawValue)"], "values": first.map { item($0, facet) },
        "rest": false, "more": false,
      ]
      if !rest.isEmpty {
        values["rest"] =
          [
            "name": phrases.filled("moreForms", ["n": phrases.grouped(rest.count)]),
            "values": rest.prefix(Self.maximum).map { item($0, facet) },
          ] as Templates.Values
      }
      return values
    }
  }

  /// The folders, of which a click opens one.
  private func folders(_ facet: FacetCounts) -> Templates.Values? {
    let (nodes, leftOut) = FolderTree(facet.counts, chosen: address.values[.folder] ?? []).nodes
    guard !nodes.isEmpty else { return nil }
    return [
      "name": phrases["facet.folder"], "rest": false,
      "more": leftOut > 0
        ? phrases.filled("moreForms", ["n": phrases.grouped(leftOut)]) as Any : false,
      "values": nodes.map { node -> Templates.Values in
        [
          "value": node.name, "count": phrases.grouped(node.documents), "chosen": node.isChosen,
          "href": address.toggling(.folder, node.path).link, "title": node.path,
          "depth": min(node.depth, Self.deepest),
        ]
      },
    ]
  }

  /// Folders further down are shown as deep as this.
  private static let deepest = 6

  private func item(_ count: FacetCounts.Count, _ facet: FacetCounts) -> Templates.Values {
    [
      "value": phrases.name(of: count.value, in: facet.facet.rawValue), "title": false, "depth": 0,
      "count": phrases.grouped(count.documents),
      "chosen": address.values[facet.facet]?.contains(count.value) ?? false,
      "href": address.toggling(facet.facet, count.value).link,
    ]
  }
}
