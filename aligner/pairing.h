// Which documents of two languages are versions of one another, among many.
//
//   std::vector<DocumentProfile> russian = ..., english = ...;   // from profile_document()
//   for (const DocumentPair& pair : pair_documents(russian, english, links, {})) use(pair.source,
//   pair.target, pair.score);
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "aligner/document_profile.h"

namespace concord {

/// The options of pair_documents().
struct PairingOptions {
  /// Two documents with publication days further apart than this are not compared.
  int date_window_days = 3;
  /// The probability from which two documents are versions of one another; see
  /// DocumentPair::score.
  double least_score = 0.5;
  /// Postings read for one document; bounds the cost of a document in a large collection without
  /// dates.
  std::size_t postings_per_document = 60'000;
  /// Candidates of a document that are compared in full.
  std::size_t candidates = 12;
  unsigned jobs = 1;  ///< threads; the result does not depend on it
};

/// Two documents that the feed itself names as versions of one another: indices of source and
/// target.
struct DocumentLink {
  std::uint32_t source = 0;
  std::uint32_t target = 0;
};

/// What two documents have in common.
struct SharedFeature {
  EvidenceKind kind = EvidenceKind::kLexicon;
  std::string source;  ///< the word as printed first, folded, or the fact's key
  std::string target;
  double weight = 0;  ///< in squared nats; rare is heavy
};

/// A pair, or a document that has no partner: exactly one of `source` and `target` is then present.
struct DocumentPair {
  std::optional<std::uint32_t> source;  ///< index
  std::optional<std::uint32_t> target;
  /// In [0, 1]: the probability that the two are versions of one report or reports on one event, by
  /// their own words, whatever the number of documents; of an unpaired document, 0.
  double score = 0;
  bool linked = false;                 ///< the feed says so
  std::vector<SharedFeature> because;  ///< heaviest first, at most eight; of an unpaired document
                                       ///< what it shares with `best`
  std::optional<std::uint32_t>
      best;  ///< of an unpaired document: the likeliest partner, on the other side
  double best_score = 0;
};

/// Pairs every document with at most one of the other side: links first, then the likeliest
/// first.
/// Pairs come in order of source, then unpaired sources, then unpaired targets. Time grows with the
/// documents and the postings they share, not with the square.
std::vector<DocumentPair> pair_documents(std::span<const DocumentProfile> sources,
                                         std::span<const DocumentProfile> targets,
                                         std::span<const DocumentLink> links,
                                         const PairingOptions& options);

}  // namespace concord
