# dinh_embed_pack(<name> <folder> <output.cpp>): the JSON files of a pack as one C++ source.
# Re-generated when a file of the pack changes.
function(dinh_embed_pack name folder output)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${folder} ${folder}/*.json)
  list(SORT files)
  string(REPLACE ";" "|" quoted "${files}")
  set(paths "")
  foreach(f IN LISTS files)
    list(APPEND paths ${folder}/${f})
  endforeach()
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DFOLDER=${folder} "-DFILES=${quoted}" -DOUTPUT=${output}
            -P ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/embed_script.cmake
    DEPENDS ${paths} ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/embed_script.cmake
    COMMENT "Embedding pack ${name}" VERBATIM)
  # one literal per file, longer than the standard's minimum; both compilers take megabytes
  set_source_files_properties(${output} PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
endfunction()
