# The C interface: from C, under hostile use, its ABI, the version before, the Python binding.
foreach(program test:capi rich:rich postgres:postgres)
  string(REPLACE ":" ";" program ${program})
  list(GET program 0 name)
  list(GET program 1 source)
  add_executable(dinh_capi_${name} capi/${source}.c)
  set_target_properties(dinh_capi_${name} PROPERTIES C_STANDARD 99 C_EXTENSIONS OFF)
  target_link_libraries(dinh_capi_${name} PRIVATE dinh::c dinh_options)
endforeach()
set(example_units ${PROJECT_SOURCE_DIR}/examples/nghe_an)
file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/capi)
add_test(NAME "the C interface answers and refuses from C99"
  COMMAND dinh_capi_test ${example_units} ${CMAKE_CURRENT_BINARY_DIR}/capi)
add_test(NAME "the C interface answers rich questions from C99: due dates, notices, timing, formats, snapshots, units, receipts"
  COMMAND dinh_capi_rich ${PROJECT_SOURCE_DIR}/examples ${CMAKE_CURRENT_BINARY_DIR}/capi)
if(DINH_C_WITH_POSTGRES AND TARGET dinh_postgres)
  add_test(NAME "the C interface keeps cases in PostgreSQL, which several programs share"
    COMMAND bash ${CMAKE_CURRENT_SOURCE_DIR}/postgres/with_server.sh $<TARGET_FILE:dinh_capi_postgres>)
endif()

# Programs built with the header of an earlier version run with the library of today. When a version is released, its
# header and a program are kept here for as long as its major version lives.
set(folder_of_0.1 ${example_units})
set(folder_of_1.0 ${PROJECT_SOURCE_DIR}/examples)
set(folder_of_1.1 ${example_units})
foreach(version 0.1 1.0 1.1)
  file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/capi/${version})
  add_executable(dinh_capi_${version} abi/${version}/program.c)
  set_target_properties(dinh_capi_${version} PROPERTIES C_STANDARD 99 C_EXTENSIONS OFF)
  target_include_directories(dinh_capi_${version} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/abi/${version})
  target_link_libraries(dinh_capi_${version} PRIVATE $<TARGET_LINKER_FILE:dinh_c> dinh_options)
  add_dependencies(dinh_capi_${version} dinh_c)
  add_test(NAME "a program built with dinh.h ${version} runs with the library of today"
    COMMAND dinh_capi_${version} ${folder_of_${version}} ${CMAKE_CURRENT_BINARY_DIR}/capi/${version})
endforeach()
if(DINH_SANITIZE)  # the sanitizers' C++ part, which libdinh_c needs, comes with the C++ linker
  set_target_properties(dinh_capi_test dinh_capi_rich dinh_capi_postgres dinh_capi_0.1 dinh_capi_1.0 dinh_capi_1.1 PROPERTIES LINKER_LANGUAGE CXX)
endif()

if(UNIX AND NOT APPLE)
  add_executable(dinh_capi_hostile capi/hostile.cpp)
  target_link_libraries(dinh_capi_hostile PRIVATE dinh::c dinh_options ${CMAKE_DL_LIBS})
  target_compile_features(dinh_capi_hostile PRIVATE cxx_std_20)
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  # Names of inlined functions are needed to tell whose a leak is: a debug build. Sanitizers have an allocator of their own.
  set(judge_of_leaks "")
  if(NOT DINH_SANITIZE)
    set(judge_of_leaks $<$<CONFIG:Debug>:${Python3_EXECUTABLE}>)
  endif()
  add_test(NAME "the C interface withstands malformed texts, many threads and want of memory at any point"
    COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/capi/hostile.sh $<TARGET_FILE:dinh_c> $<TARGET_FILE:dinh_capi_hostile>
      ${example_units} ${CMAKE_CURRENT_BINARY_DIR}/capi $<IF:$<BOOL:${DINH_TEST_THIN}>,thin,full>
      ${judge_of_leaks})
  set_tests_properties("the C interface withstands malformed texts, many threads and want of memory at any point"
    PROPERTIES TIMEOUT 300
    # nlohmann::json loses memory where memory ends; the program itself tells its leaks from ours (judge_leaks.py)
    ENVIRONMENT ASAN_OPTIONS=detect_leaks=0)
  add_test(NAME "the C library exports what is written down and nothing else"
    COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/package/symbols.sh $<TARGET_FILE:dinh_c>
      ${CMAKE_CURRENT_SOURCE_DIR}/package/symbols.txt)
endif()

find_package(Python3 REQUIRED COMPONENTS Interpreter)
if(NOT DINH_SANITIZE)  # Python itself is not built with the sanitizers
  add_test(NAME "every function of dinh.h is described, and its snippets compile and run"
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_SOURCE_DIR}/capi/header_snippets.py ${PROJECT_SOURCE_DIR}
      $<TARGET_FILE:dinh_c> ${CMAKE_C_COMPILER})
  add_test(NAME "the Python binding answers every rule case, keeps what it needs, and works from many threads"
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_SOURCE_DIR}/python/check_binding.py $<TARGET_FILE:dinh_c>
      ${PROJECT_SOURCE_DIR} ${DINH_SHARED})
  add_test(NAME "the Python package becomes a wheel without a network, with all its files and the version of the library"
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_SOURCE_DIR}/python/check_wheel.py $<TARGET_FILE:dinh_c> ${PROJECT_SOURCE_DIR})
  set_tests_properties("the Python binding answers every rule case, keeps what it needs, and works from many threads"
    PROPERTIES TIMEOUT 300)
endif()
# The description was written by a build like this one; another compiler says the same of other types in other words.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_BUILD_TYPE STREQUAL "Debug" AND NOT DINH_SANITIZE)
  add_test(NAME "the ABI of the C library is the one written down"
    COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/abi/compare.sh $<TARGET_FILE:dinh_c> ${PROJECT_SOURCE_DIR}/include
      ${CMAKE_CURRENT_SOURCE_DIR}/abi/libdinh_c.abi ${CMAKE_CURRENT_BINARY_DIR}/capi
      ${CMAKE_CURRENT_SOURCE_DIR}/abi/0.1/libdinh_c.abi ${CMAKE_CURRENT_SOURCE_DIR}/abi/1.0/libdinh_c.abi
      ${CMAKE_CURRENT_SOURCE_DIR}/abi/1.1/libdinh_c.abi)
endif()
