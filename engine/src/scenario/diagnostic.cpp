#include <firebreak/scenario.hpp>
#include <firebreak/text.hpp>

namespace firebreak {
namespace {

constexpr std::size_t kLongestName = 1000;

}  // namespace

std::string format_diagnostic(const Diagnostic& diagnostic) {
    std::string text = printable(diagnostic.file, kLongestName) + ":";
    if (diagnostic.line > 0)
        text += std::to_string(diagnostic.line) + ":" + std::to_string(diagnostic.column) + ":";
    text += " ";
    if (diagnostic.severity == Diagnostic::Severity::warning) text += "warning: ";
    if (!diagnostic.path.empty()) text += printable_name(diagnostic.path, kLongestName) + ": ";
    return text + printable_name(diagnostic.message, kLongestName);
}

}  // namespace firebreak
