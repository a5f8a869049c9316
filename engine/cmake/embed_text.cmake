# Writes OUTPUT, a C++ source that defines `extern const char NAME[]` in NAMESPACE as the bytes of INPUT. Run with `cmake -P`.
file(READ ${INPUT} _text)
string(FIND "${_text}" ")embedded\"" _end)
if(NOT _end EQUAL -1)
  message(FATAL_ERROR "${INPUT} holds the mark that ends an embedded text")
endif()
file(WRITE ${OUTPUT} "// Made from ${SOURCE_NAME}.\nnamespace ${NAMESPACE} {\nextern const char ${NAME}[];\nconst char ${NAME}[] = R\"embedded(")
file(APPEND ${OUTPUT} "${_text}")
file(APPEND ${OUTPUT} ")embedded\";\n}  // namespace ${NAMESPACE}\n")
