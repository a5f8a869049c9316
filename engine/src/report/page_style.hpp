// The style sheet of the report page, assets/report/report.css, built into the program.
#pragma once

namespace firebreak::report {

extern const char kPageStyle[];

}  // namespace firebreak::report
