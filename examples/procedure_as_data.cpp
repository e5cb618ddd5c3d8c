// One procedure written twice, in C++ and as JSON: the same object. Facts of a case choose its branches.
#include <dinh/dinh.hpp>
#include <dinh/exchange/procedure_json.hpp>
#include <dinh/procedure/verify.hpp>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>

namespace {

using namespace dinh;
using namespace dinh::literals;

checked<procedure> lending_of_tools() {
  procedure_facts about;
  about.title = {"Mượn dụng cụ của thôn", "Borrowing the tools of the village"};
  about.source = cites("10/2022/QH15", "15(3)");
  about.known_by = evidence::text;
  about.valid.from = date{2024, 1, 1};
  about.field = "community";

  return procedure_builder("lend-tools", flow_style::written_out)
      .about(about)
      .fact({"households", fact_kind::count, {"số hộ muốn mượn", "households that want them"}, {}})
      .document({"slip", {"giấy mượn", "slip"}, "", ""})
      .start("asked", {.label = {"Có hộ hỏi mượn", "A household asks"}})
      .decision("d_many", by("village_head"), {.label = {"Nhiều hộ cùng muốn?", "Do several want them?"}})
      .task("t_meet", by("community"),
            {.label = {"Thôn họp chọn", "The village meets and chooses"},
             .calls = "village_meeting",
             .time = time_said::none_in_law})
      .task("t_lend", by("village_head"), {.label = {"Cho mượn", "Lend them"}, .documents = {"slip"}})
      .wait("w_back", by("village_head"), {.label = {"Trả lại", "They come back"}})
      .end("done", {.label = {"Xong", "Done"}})
      .flow("asked", "d_many")
      .flow("d_many", "t_meet", {.branch = "yes", .when = "households >= 2"})
      .flow("d_many", "t_lend", {.branch = "no", .when = "otherwise"})
      .flow("t_meet", "t_lend")
      .flow("t_lend", "w_back")
      .flow("w_back", "done")
      .deadline(within(2_working_days), between("asked", "t_lend"),
                {.source = cites("10/2022/QH15", "20(3)"), .known_by = evidence::text})
      .deadline(within(30_days), between("t_lend", "w_back"),
                {.source = cites("10/2022/QH15", "20(3)"),
                 .known_by = evidence::text,
                 .consequence = {"Thôn thu lại.", "The village takes them back."}})
      .build();
}

}  // namespace

int main(int argc, char** argv) {
  const auto built = lending_of_tools();
  if (!built) {
    std::fprintf(stderr, "%s\n", describe(built.error()).c_str());  // every fault at once
    return 1;
  }
  std::ifstream in{argc > 1 ? argv[1] : "lend-tools.json", std::ios::binary};
  const std::string content{std::istreambuf_iterator<char>{in}, {}};
  const auto read = procedure_from_json(content, "lend-tools.json");
  if (!read) {
    std::fprintf(stderr, "%s\n", describe(read.error()).c_str());
    return 1;
  }
  std::printf("%s\n", *built == *read ? "the same object" : "two different procedures");
  std::printf("%s\n", verify(*read).verdict == soundness::sound ? "sound" : "not sound");

  const auto chosen = [&](std::map<std::string, std::string, std::less<>> facts) {
    const step_id many = read->find("d_many");
    const std::uint16_t exit = read->choose_branch(many, [&](std::string_view name) -> std::optional<std::string> {
      const auto at = facts.find(name);
      return at == facts.end() ? std::nullopt : std::optional{at->second};
    });
    return exit == procedure::no_exit ? std::string{"people decide"} : read->exit_of(many, exit).branch;
  };
  std::printf("3 households: %s; 1 household: %s; not known: %s\n", chosen({{"households", "3"}}).c_str(),
              chosen({{"households", "1"}}).c_str(), chosen({}).c_str());
}
