#pragma once
// Another program, started once: its input from a file, its answer lines back.
#include <dinh/base/diagnostic.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace dinh::cli {

struct program_answer {
  std::vector<std::string> lines;
  bool was_stopped = false;  ///< it said nothing for too long, or too much
  int exit_status = 0;       ///< of the program; 128 + the signal that ended it
};

/// Runs `command` through the shell with `requests` on its standard input, which then ends. Its standard error is that
/// of this process. A program that writes nothing for `patience`, or goes on for so long after its output has ended, is
/// killed with all that it started; the lines that it wrote before count. Fails with `cli/adapter` where it cannot be
/// started.
checked<program_answer> ask_program(const std::string& command, const std::string& requests,
                                    std::chrono::milliseconds patience);

}  // namespace dinh::cli
