// Spans that one check accounts for as a whole, such as a web address: the other checks leave them
// alone.
//
//   explain(checks, report.source, report.target, explained);   // before any check runs
//   if (overlaps_any(version.explained, token.span)) continue;  // in a check that reads tokens
#pragma once

#include <array>
#include <span>
#include <vector>

#include "text/span.h"

namespace concord {

struct AnalysedArticle;
struct Check;

/// Explained spans of the source and of the target, by index_of(Side): byte offsets into the text
/// of the version, in order, disjoint.
using ExplainedSpans = std::array<std::vector<Span>, 2>;

/// Asks every check that explains spans for those of both versions, and removes the mentions that
/// overlap them: a figure in a web address is none of the report's. Versions without such spans
/// stay as they are. Never throws.
ExplainedSpans explain(std::span<const Check* const> checks, AnalysedArticle& source,
                       AnalysedArticle& target);

/// Whether a span shares a byte with one of `spans`, which are in order and disjoint.
bool overlaps_any(std::span<const Span> spans, Span span);

}  // namespace concord
