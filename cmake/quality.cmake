# Targets for people who look at the sources: `format` lays them out, `tidy` runs clang-tidy over the engine. Tests hold the sources to both.
find_package(Python3 COMPONENTS Interpreter QUIET)
if(Python3_FOUND)
  add_custom_target(format
    COMMAND ${Python3_EXECUTABLE} -B ${PROJECT_SOURCE_DIR}/tests/structure/check_format.py --fix ${PROJECT_SOURCE_DIR}
    USES_TERMINAL VERBATIM)
  add_custom_target(tidy
    COMMAND ${Python3_EXECUTABLE} -B ${PROJECT_SOURCE_DIR}/tests/structure/check_tidy.py ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}
    USES_TERMINAL VERBATIM)
endif()
