// The best partners for two groups of things.
#include "checks/names/assignment.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(Assignment, HasTheBestTotal) {
  constexpr std::size_t kNone = kUnassigned;
  struct Case {
    const char* what;
    std::vector<std::vector<double>> weights;
    std::vector<std::size_t> expected;
  };
  const std::vector<Case> cases = {
      {"nothing", {}, {}},
      {"one", {{0.5}}, {0}},
      {"the best first would leave the other without", {{0.9, 0.8}, {0.7, 0}}, {1, 0}},
      {"more rows", {{0.5}, {0.9}, {0.4}}, {kNone, 0, kNone}},
      {"more columns", {{0.1, 0.5, 0.2}}, {1}},
      {"no partner at all", {{0, 0}, {0, 0.3}}, {kNone, 1}},
      {"three", {{0.6, 0.5, 0}, {0.6, 0, 0}, {0.5, 0.5, 0.1}}, {1, 0, 2}},
  };
  for (const Case& test : cases) EXPECT_EQ(assign(test.weights), test.expected) << test.what;
}

TEST(Assignment, ManyEqualThingsMeetTheirOwnPlaces) {
  constexpr std::size_t kMany = 1000;
  const std::vector<std::vector<double>> weights(kMany, std::vector<double>(kMany, 1));
  const std::vector<std::size_t> columns = assign(weights);
  ASSERT_EQ(columns.size(), kMany);
  for (std::size_t i = 0; i < kMany; ++i) EXPECT_EQ(columns[i], i);
}

}  // namespace
}  // namespace concord
