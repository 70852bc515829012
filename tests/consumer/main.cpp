// Ten lines that check one segment pair with the installed library.
#include <checks/core/pair_checker.h>
#include <lang/base/data_dirs.h>

#include <cstdio>

int main(int, char** argv) {
  concord::Packs packs(concord::find_data_dirs(argv[1]));
  const concord::PairResources resources = concord::load_resources(packs, "id", "en");
  concord::PairChecker checker(resources);
  const auto report =
      checker.check(concord::SegmentPair{"1", "Ada 12 kapal.", "There are 15 ships."}, {}, {});
  for (const concord::Issue& issue : report.issues) std::printf("%s\n", issue.check.c_str());
  return report.issues.size() == 1 ? 0 : 1;
}
