// SPDX-License-Identifier: GPL-2.0-or-later

/// The script a word is written in. (Stands in until the analysis branch brings its own.)
public enum Script: UInt8, Sendable, CaseIterable {
  case latin = 0
  case arabic = 1
  case cyrillic = 2
  case other = 3
}
