// The header-only core alone, dinh::core: nothing of ours is linked, and of others only Boost's headers are there.
#include <dinh/base/date.hpp>
#include <dinh/calendar/lunar.hpp>
#include <dinh/graph/typed_graph.hpp>
#include <dinh/law/vote.hpp>

#include <string>

namespace {

struct village {
  std::string name;
};
struct committee {};
struct supervises {
  using from = committee;
  using to = village;
};
struct small_schema {
  using nodes = dinh::type_list<village, committee>;
  using edges = dinh::type_list<supervises>;
};

}  // namespace

int main() {
  using namespace dinh;

  const bool votes_count = is_enough({{1, 2}, strictness::more_than}, 4160, 8318) == true;
  const bool tet_is_found = lunar_new_year(2025) == date{2025, 1, 29};

  typed_graph<small_schema> made;
  const auto board = made.add(committee{});
  const auto yen_hoi = made.add(village{"Yên Hội"});
  made.link<supervises>(board, yen_hoi, validity{date{2025, 7, 1}, date{2026, 1, 1}});
  const auto graph = made.freeze();
  const bool holds_on_its_days = graph.at({2025, 8, 1}).out<supervises>(board).size() == 1 &&
                                 graph.at({2026, 2, 1}).out<supervises>(board).size() == 0;

  return votes_count && tet_is_found && holds_on_its_days ? 0 : 1;
}
