#include <dinh/law/decision_record.hpp>

#include <utility>

namespace dinh::inline v1 {
namespace {

auto refuse_closed() {
  return refuse("law/record-closed", {},
                {"Kết quả đã chốt, không sửa được.", "The result is closed and takes no change."},
                {"Sửa bằng quyết định mới của cộng đồng theo Điều 22 Luật số 10/2022/QH15.",
                 "Correct it by a new decision of the community under Art 22 of Law No. 10/2022/QH15."});
}

}  // namespace

decision_record decision_record::open(question facts, date on) {
  decision_record out;
  out.versions_.push_back({std::move(facts), {}, on});
  return out;
}

checked<decision_record> decision_record::changed(question facts, std::string reason, date on) const {
  if (is_closed()) return refuse_closed();
  if (reason.find_first_not_of(" \t\r\n") == std::string::npos)
    return refuse("law/reason-missing", {}, {"Thiếu lý do sửa.", "The reason of the change is missing."},
                  {"Ghi lý do.", "Give the reason."});
  if (on < versions_.back().on)
    return refuse("law/record-backwards", {},
                  {"Ngày sửa " + to_text(on) + " trước lần ghi gần nhất " + to_text(versions_.back().on) + ".",
                   "The change of " + to_text(on) + " comes before the latest version of " +
                       to_text(versions_.back().on) + "."});
  decision_record out = *this;
  out.versions_.push_back({std::move(facts), std::move(reason), on});
  return out;
}

checked<decision_record> decision_record::closed(const rule_set& rules) const {
  if (is_closed()) return refuse_closed();
  const ruling r = rule_on(rules, facts());
  if (!r.result || *r.result == outcome::undetermined)
    return refuse("law/record-open-question", {}, {"Chưa có kết quả để chốt.", "There is no result to close with."},
                  {"Bổ sung số liệu còn thiếu.", "Add the facts that are missing."});
  decision_record out = *this;
  out.result_ = r.result;
  return out;
}

}  // namespace dinh::inline v1
