# cmake -DPROGRAM=… -DEXPECTED=… [-DARGUMENTS=a;b] -P compare_output.cmake: the program succeeds and prints the file.
cmake_minimum_required(VERSION 3.22)
execute_process(COMMAND ${PROGRAM} ${ARGUMENTS} OUTPUT_VARIABLE actual ERROR_VARIABLE complaint RESULT_VARIABLE status)
file(READ ${EXPECTED} expected)
if(NOT status EQUAL 0 OR NOT actual STREQUAL expected)
  message(FATAL_ERROR "exit ${status}\n${complaint}\n--- expected\n${expected}--- printed\n${actual}")
endif()
