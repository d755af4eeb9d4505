// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// Between log-odds and probability.
enum WordScore {
  static func probability(ofLogOdds logOdds: Double) -> Double { 1 / (1 + exp(-logOdds)) }

  static func logOdds(ofProbability probability: Double) -> Double {
    log(probability / (1 - probability))
  }
}
