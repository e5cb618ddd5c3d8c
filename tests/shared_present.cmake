# Fails loudly when the folder with the law, the data and the cases is absent: no test is skipped for want of it.
cmake_minimum_required(VERSION 3.22)
foreach(need law/procedures.json law/grassroots-democracy.csv data/vn_days_off.csv data/units/nghe_an/units_2025-06-30.csv
        cases/rule_cases.json)
  if(NOT EXISTS ${SHARED}/${need})
    message(SEND_ERROR "${SHARED}/${need} is missing; configure with -DDINH_SHARED=<folder that holds law, data and cases>")
  endif()
endforeach()
