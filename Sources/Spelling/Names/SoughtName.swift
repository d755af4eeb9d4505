// SPDX-License-Identifier: GPL-2.0-or-later

/// A row that is looked for.
struct SoughtRow: Sendable {
  let names: [SoughtName]
  let evidence: NameEvidence

  init(_ row: NameRow) {
    names = row.comparedNames.map { SoughtName(Name($0)) }
    evidence = row.evidence
  }
}

/// A name that is looked for, with the words that a list is searched for.
struct SoughtName: Sendable {
  let name: Name
  /// The units that distinguish names, or all where none does.
  let units: [NameUnit]
  /// What is looked for of each unit.
  let words: [SoughtWord]
  /// The words that distinguish names, as bits.
  let distinctive: UInt32

  init(_ name: Name) {
    self.name = name
    let units = NameUnit.units(of: name)
    let distinctive = units.filter { unit in
      unit.tokens.count > 1 || name.tokens[unit.tokens.lowerBound].isDistinctive
    }
    self.units = distinctive.isEmpty ? units : distinctive
    words = self.units.map { SoughtWord($0) }
    self.distinctive = name.tokens.indices.reduce(0) {
      name.tokens[$1].isDistinctive ? $0 | 1 << UInt32($1) : $0
    }
  }
}

extension Range<Int> {
  /// The numbers as bits.
  var bits: UInt32 { reduce(0) { $0 | 1 << UInt32($1) } }
}
