#pragma once
// A procedure that cannot work.

#include <dinh/procedure/builder.hpp>

namespace test {

/// A join that waits for both branches of a decision: s, d, a | b, j, e.
inline dinh::procedure stuck_join() {
  using dinh::by;
  return dinh::procedure_builder("stuck", dinh::flow_style::written_out)
      .start("s")
      .decision("d", by("x"))
      .task("a", by("x"))
      .task("b", by("x"))
      .join("j")
      .end("e")
      .flow("s", "d")
      .branch("d", "left", "a")
      .branch("d", "right", "b")
      .flow("a", "j")
      .flow("b", "j")
      .flow("j", "e")
      .build()
      .value();
}

}  // namespace test
