// Names of severities.
#include "checks/core/issue.h"

namespace concord {

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::kInfo:
      return "info";
    case Severity::kWarning:
      return "warning";
    case Severity::kError:
      return "error";
  }
  return "error";
}

std::optional<Severity> severity_of(std::string_view name) {
  for (const Severity severity : {Severity::kInfo, Severity::kWarning, Severity::kError}) {
    if (severity_name(severity) == name) return severity;
  }
  return std::nullopt;
}

}  // namespace concord
