// Questions as JSON other than those of answer.cpp.

#include "answer_input.hpp"
#include "json_answers.hpp"
#include "json_reading.hpp"

#include <array>
#include <string>
#include <utility>

namespace dinh::inline v1::exchange {
namespace {

constexpr json_limits request_limits{.bytes = std::size_t{1} << 20U, .depth = 16, .values = 100'000};

constexpr std::array<enum_name<publicity_regime>, 3> regime_names{{{"commune", publicity_regime::commune},
                                                                   {"agency", publicity_regime::agency},
                                                                   {"state_enterprise", publicity_regime::state_enterprise}}};

/// An item that the law of the day does not have.
void check_item(object_reader& r, publicity_regime regime, int item, date on) {
  const auto most = publicity_items(regime, on);
  if (!most || item <= *most) return;
  const std::string last = std::to_string(*most);
  r.fault("item", "publicity/item", {"Chỉ có các khoản 1 đến " + last + ".", "There are items 1 to " + last + " only."});
}

}  // namespace

checked<question> read_decision_request(std::string_view request) {
  const auto parsed = parse_json(request, "request", request_limits);
  if (!parsed) return unexpected{parsed.error()};
  diagnostics faults;
  object_reader r{*parsed, "request#", faults};
  (void)r.optional_string("id");
  const std::string kind = r.optional_string("kind").value_or("decision");
  if (r.is_object() && kind != "decision")
    r.fault("kind", "json/unknown-value", {"Ở đây chỉ có thể là \"decision\".", "Here it can only be \"decision\"."});
  request_input in;
  in.q.on = r.day("as_of");
  r.object("input", [&](object_reader& input) { read_input(input, in); });
  r.finish();
  if (faults.has_errors()) return unexpected{std::move(faults)};
  in.q.asked = question_kind::decision;
  return std::move(in.q);
}

checked<publicity_request> read_publicity_request(std::string_view request) {
  constexpr std::array<enum_name<publicity_channel>, 3> channels{{{"posting", publicity_channel::posting},
                                                                  {"loudspeaker", publicity_channel::loudspeaker},
                                                                  {"portal", publicity_channel::portal}}};
  const auto parsed = parse_json(request, "request", request_limits);
  if (!parsed) return unexpected{parsed.error()};
  diagnostics faults;
  object_reader r{*parsed, "request#", faults};
  publicity_request out;
  publicity_query& q = out.query;
  q.regime = r.optional_choice("regime", regime_names).value_or(publicity_regime::commune);
  q.item = static_cast<int>(r.optional_integer("item", {1, 14}).value_or(0));
  q.decided = r.day("decided");
  q.channel = r.optional_choice("channel", channels).value_or(publicity_channel::posting);
  out.calendar = r.optional_string("calendar").value_or(out.calendar);
  q.today = r.optional_day("today");
  r.optional_objects("up", [&](object_reader& interval) {
    const date first = interval.day("first");
    const date last = interval.day("last");
    if (!first.is_special() && !last.is_special() && last < first)
      interval.fault("last", "publicity/interval", {"Ngày cuối trước ngày đầu.", "The last day lies before the first."});
    q.up.push_back({first, last});
  });
  if (r.is_object() && (!q.up.empty() || q.today) && q.item == 0 && q.regime == publicity_regime::commune)
    r.fault("item", "publicity/item", {"Cần item để xét thời gian niêm yết.", "Postings are judged for one item."});
  if (r.is_object() && !faults.has_errors()) check_item(r, q.regime, q.item, q.decided);
  r.finish();
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return out;
}

checked<publicity_question> read_publicity_question(std::string_view request) {
  const auto parsed = parse_json(request, "request", request_limits);
  if (!parsed) return unexpected{parsed.error()};
  diagnostics faults;
  object_reader r{*parsed, "request#", faults};
  publicity_question q;
  q.regime = r.optional_choice("regime", regime_names).value_or(q.regime);
  q.item = static_cast<int>(r.optional_integer("item", {1, 14}).value_or(q.item));
  q.on = r.day("on");
  if (r.is_object() && !faults.has_errors()) check_item(r, q.regime, q.item, q.on);
  r.finish();
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return q;
}

checked<std::vector<case_fact>> read_case_facts(std::string_view content) {
  std::vector<case_fact> out;
  if (content.empty()) return out;
  const auto parsed = parse_json(content, "facts", request_limits);
  if (!parsed) return unexpected{parsed.error()};
  diagnostics faults;
  if (!parsed->is_object())
    faults.error("json/wrong-type", "facts#", {"Phải là một đối tượng JSON.", "This must be an object."});
  else
    for (const auto& [name, value] : parsed->items()) {
      if (value.is_string())
        out.emplace_back(name, value.get<std::string>());
      else
        faults.error("json/wrong-type", pointer_to("facts#", name), {"Phải là chuỗi ký tự.", "This must be a string."});
    }
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return out;
}

}  // namespace dinh::inline v1::exchange
