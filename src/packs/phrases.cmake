# dinh_embed_phrases(<templates.json> <output.cpp>): the templates of explanations as a sorted table of the library.
function(dinh_embed_phrases templates output)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DTEMPLATES=${templates} -DOUTPUT=${output}
            -P ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/phrases_script.cmake
    DEPENDS ${templates} ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/phrases_script.cmake
    COMMENT "Embedding the templates of explanations" VERBATIM)
endfunction()
