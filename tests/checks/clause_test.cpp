// The checks dropped-clause and added-clause: the examples of their pages.
#include <gtest/gtest.h>

#include "tests/checks/docs_examples.h"

namespace concord {
namespace {

TEST(DroppedClause, ExamplesOfItsPage) {
  test::run_docs_examples("dropped-clause.md", {"dropped-clause"});
}

// One function raises both kinds, so the registry's entry of the first runs it.
TEST(AddedClause, ExamplesOfItsPage) {
  test::run_docs_examples("added-clause.md", {"dropped-clause", "added-clause"});
}

}  // namespace
}  // namespace concord
