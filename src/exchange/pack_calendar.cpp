#include <exchange/pack_calendar.hpp>

#include <array>
#include <utility>

namespace dinh::inline v1::exchange {

namespace {

constexpr std::array<enum_name<day_kind>, 4> day_kinds{{{"statutory", day_kind::statutory},
                                                        {"substitute", day_kind::substitute},
                                                        {"swap_off", day_kind::swap_off},
                                                        {"swap_work", day_kind::swap_work}}};
constexpr std::array<enum_name<made_up>, 3> ways_to_make_up{
    {{"yes", made_up::yes}, {"no", made_up::no}, {"open_question", made_up::open_question}}};
constexpr std::array<std::string_view, 7> weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};

text read_name(object_reader& from, const calendar_names& names) {
  const nlohmann::json* raw = from.raw("name");
  if (raw == nullptr || !raw->is_string()) return from.words("name");
  const std::string id = from.string("name");
  const auto at = names.find(id);
  if (at != names.end()) return at->second;
  from.fault("name", "calendar/unknown-name",
             {"Không có tên \"" + id + "\" trong \"names\".", "There is no name \"" + id + "\" in \"names\"."},
             {"Thêm tên vào \"names\" hoặc ghi {\"vi\", \"en\"} tại đây.",
              "Add it to \"names\" or write {\"vi\", \"en\"} here."});
  return {};
}

/// "09-02": month and day.
bool read_month_and_day(object_reader& from, std::string_view member, holiday_rule& out) {
  const auto s = from.optional_string(member);
  if (!s) return false;
  const auto is_digit = [&](std::size_t i) { return (*s)[i] >= '0' && (*s)[i] <= '9'; };
  if (s->size() != 5 || (*s)[2] != '-' || !is_digit(0) || !is_digit(1) || !is_digit(3) || !is_digit(4)) {
    from.fault(member, "calendar/malformed-month-and-day",
               {"\"" + *s + "\" không phải là tháng và ngày.", "\"" + *s + "\" is not a month and a day."},
               {"Viết TT-NN, ví dụ 09-02.", "Write MM-DD, for example 09-02."});
    return true;
  }
  out.month = ((*s)[0] - '0') * 10 + ((*s)[1] - '0');
  out.day = ((*s)[3] - '0') * 10 + ((*s)[4] - '0');
  return true;
}

holiday_rule read_rule(object_reader& from, const calendar_names& names) {
  holiday_rule out;
  out.id = from.string("id");
  out.name = read_name(from, names);
  const bool solar = read_month_and_day(from, "solar", out);
  const bool lunar = read_month_and_day(from, "lunar", out);
  if (solar == lunar)
    from.fault(
        "", "calendar/solar-or-lunar",
        {"Cần đúng một trong hai: \"solar\" hoặc \"lunar\".", "Exactly one of \"solar\" and \"lunar\" is needed."});
  out.by = lunar ? holiday_date::lunar : holiday_date::solar;
  out.starts_days_before = static_cast<int>(from.optional_integer("starts_days_before", {0, 31}).value_or(0));
  out.days = static_cast<int>(from.optional_integer("days", {1, 31}).value_or(1));
  out.in_force = from.valid();
  out.in_lieu = from.optional_choice("in_lieu", ways_to_make_up).value_or(made_up::yes);
  out.source = from.cite();
  out.known_by = from.known_by();
  out.in_lieu_source = from.optional_cite("in_lieu_citation").value_or(citation{});
  out.assumption = from.optional_words("assumption").value_or(text{});
  return out;
}

weekly_rest read_weekly_rest(object_reader& from) {
  std::vector<weekday> days;
  for (const std::string& name : from.strings("weekly_rest")) {
    bool known = false;
    for (std::uint8_t w = 0; w < 7; ++w) {
      if (weekdays[w] != name) continue;
      days.push_back(static_cast<weekday>(w));
      known = true;
    }
    if (!known)
      from.fault("weekly_rest", "calendar/unknown-weekday",
                 {"\"" + name + "\" không phải là ngày trong tuần.", "\"" + name + "\" is not a weekday."},
                 {"Viết monday … sunday.", "Write monday … sunday."});
  }
  return days.empty() ? weekly_rest{} : weekly_rest::of(days);
}

/// The rules, or all days off, of a calendar read before.
void take_over(object_reader& root, calendar_facts& facts, std::span<const work_calendar> others) {
  const auto rules = root.optional_string("rules_of");
  const auto all = root.optional_string("days_off_of");
  if (!rules && !all) return;
  const std::string_view member = all ? "days_off_of" : "rules_of";
  const std::string& id = all ? *all : *rules;
  if (rules && all)
    root.fault("rules_of", "calendar/two-sources",
               {"Chỉ dùng một trong hai: \"rules_of\" hoặc \"days_off_of\".",
                "Only one of \"rules_of\" and \"days_off_of\" may be there."},
               {"\"days_off_of\" đã gồm các quy tắc.", "\"days_off_of\" takes over the rules too."});
  if (!facts.rules.empty() || (all && (!facts.entries.empty() || !facts.decided.empty())))
    root.fault(member, "calendar/own-days-off",
               {"Lịch vừa lấy ngày nghỉ của lịch khác, vừa ghi ngày nghỉ riêng.",
                "The calendar takes over the days off of another and has its own as well."},
               {"Bỏ một trong hai.", "Leave one of them out."});
  for (const work_calendar& other : others) {
    if (other.id() != id) continue;
    calendar_facts taken = other.facts();
    facts.rules = std::move(taken.rules);
    if (!all) return;
    facts.entries = std::move(taken.entries);
    facts.decided = std::move(taken.decided);
    facts = with_weekly_rest(std::move(facts), facts.rest);
    return;
  }
  root.fault(member, "calendar/unknown-source",
             {"Chưa có lịch \"" + id + "\" trước tệp này.", "There is no calendar \"" + id + "\" before this file."},
             {"Trong pack.json, nêu lịch đó trước lịch này.", "Name that calendar before this one in pack.json."});
}

}  // namespace

std::string days_off_source(const nlohmann::json& j) { return j.value("days_off_of", std::string{}); }

work_calendar with_days_off_of(const work_calendar& leader, const work_calendar& follower) {
  calendar_facts facts = leader.facts();
  const calendar_facts own = follower.facts();
  facts.id = own.id;
  facts.name = own.name;
  facts.rest_source = own.rest_source;
  facts.rest_known_by = own.rest_known_by;
  // both calendars were built, and what another weekly rest makes senseless drops out: there is no fault left
  return work_calendar::build(with_weekly_rest(std::move(facts), own.rest)).value();
}

calendar_names read_calendar_names(object_reader& from) {
  calendar_names out;
  from.optional_objects("names", [&](object_reader& n) {
    const std::string id = n.string("id");
    text name = n.words("name");
    if (!out.try_emplace(id, std::move(name)).second)
      n.fault("id", "calendar/two-names", {"Tên \"" + id + "\" đã có.", "The name \"" + id + "\" is there already."});
  });
  return out;
}

calendar_entry read_calendar_entry(object_reader& from, const calendar_names& names, const citation& decision,
                                   evidence known_by) {
  calendar_entry out;
  out.day = from.day("date");
  out.kind = from.choice("kind", day_kinds);
  out.name = read_name(from, names);
  out.source = from.optional_cite().value_or(citation{});
  out.decision = decision;
  if (auto own = from.optional_string("decision")) out.decision = {std::move(*own), {}};
  if (const auto other = from.optional_day("swapped_with")) out.counterpart = *other;
  out.known_by = from.optional_known_by().value_or(known_by);
  if (out.source.empty() && out.decision.empty())
    from.fault("", "calendar/no-source",
               {"Ngày này không có căn cứ.", "The entry has neither a provision nor a decision."},
               {"Thêm \"citation\" hoặc \"decision\".", "Add \"citation\" or \"decision\"."});
  return out;
}

std::optional<work_calendar> read_calendar(const nlohmann::json& j, std::string_view file, diagnostics& faults,
                                           std::span<const work_calendar> others) {
  diagnostics own;
  object_reader root{j, std::string{file} + "#", own};
  calendar_facts facts;
  const std::string format = root.string("format");
  if (root.is_object() && !format.empty() && format != "dinh-calendar/1")
    root.fault("format", "calendar/unknown-format",
               {"Không hiểu định dạng " + format + ".", "Unknown format " + format + "."},
               {"Viết dinh-calendar/1.", "Write dinh-calendar/1."});
  facts.id = root.string("id");
  facts.name = root.words("name");
  facts.rest = read_weekly_rest(root);
  facts.rest_source = root.optional_cite().value_or(citation{});
  facts.rest_known_by = root.optional_known_by().value_or(evidence::memory);
  root.optional_objects("decided", [&](object_reader& d) {
    facts.decided.push_back(
        {d.day("from"), d.day("until")});  // both ends needed; their order is checked by the builder
  });
  const calendar_names names = read_calendar_names(root);
  root.optional_objects("rules", [&](object_reader& r) { facts.rules.push_back(read_rule(r, names)); });
  root.optional_objects("entries", [&](object_reader& e) {
    facts.entries.push_back(read_calendar_entry(e, names, {}, evidence::memory));
  });
  take_over(root, facts, others);
  root.finish();
  const bool readable = !own.has_errors();
  faults.append(std::move(own));
  if (!readable) return std::nullopt;
  auto built = work_calendar::build(std::move(facts));
  if (built) return *std::move(built);
  diagnostics unfit = std::move(built).error();
  unfit.change_each([&](diagnostic& d) {  // the builder names the calendar, the reader its file
    d.where = std::string{file} + d.where.substr(d.where.find('#'));
  });
  faults.append(std::move(unfit));
  return std::nullopt;
}

}  // namespace dinh::inline v1::exchange
