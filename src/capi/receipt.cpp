// Receipts: answers that another machine can compute again.

#include <capi/answering.hpp>
#include <capi/to_limit.hpp>
#include <dinh/exchange/receipt.hpp>
#include <exchange/json_answers.hpp>
#include <exchange/json_due.hpp>
#include <exchange/json_writing.hpp>

#include <nlohmann/json.hpp>

using namespace dinh::capi;

namespace {

dinh::checked<std::string> file_of(const dinh::checked<dinh::receipt>& made) {
  if (!made) return dinh::unexpected{made.error()};
  return dinh::write_receipt(*made);
}

nlohmann::ordered_json value_of(const dinh::json_value& v) {
  const auto canonical = dinh::to_canonical(v);
  return canonical ? nlohmann::ordered_json::parse(*canonical) : nlohmann::ordered_json{};
}

}  // namespace

extern "C" {

dinh_status dinh_receipt(const dinh_pack* pack, const char* request, size_t request_length, dinh_string** out) {
  return give_answer(
      __func__, pack, "pack", request, request_length, "request", out,
      [](const dinh_pack& p, std::string_view line) { return file_of(dinh::receipt_of_request(p.value, line)); });
}

dinh_status dinh_receipt_due(const dinh_pack* pack, const char* calendar, size_t calendar_length, const dinh_limit* limit,
                             dinh_day trigger, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(pack, "pack");
    const std::string_view id = a.text(calendar, calendar_length, "calendar");
    const dinh::limit time = limit_argument(a, limit, "limit");
    const dinh::date from = day_argument(a, trigger, "trigger");
    a.needs(out, "out");
    if (a.ok()) (void)calendar_argument(a, pack->value, id, "calendar");
    if (!a.ok()) return a.refuse();
    const dinh::due_date_question q{.calendar = std::string{id}, .asked = time, .from = from};
    return give_checked(function, file_of(dinh::receipt_of(pack->value, q)), out);
  });
}

dinh_status dinh_receipt_due_json(const dinh_pack* pack, const char* request, size_t request_length, dinh_string** out) {
  return give_answer(__func__, pack, "pack", request, request_length, "request", out,
                     [](const dinh_pack& p, std::string_view asked) {
                       const auto q = dinh::exchange::read_due_date_question(p.value, asked);
                       return q ? file_of(dinh::receipt_of(p.value, *q)) : dinh::unexpected{q.error()};
                     });
}

dinh_status dinh_receipt_publicity(const dinh_pack* pack, const char* request, size_t request_length, dinh_string** out) {
  return give_answer(__func__, pack, "pack", request, request_length, "request", out,
                     [](const dinh_pack& p, std::string_view asked) {
                       const auto q = dinh::exchange::read_publicity_question(asked);
                       return q ? file_of(dinh::receipt_of(p.value, *q)) : dinh::unexpected{q.error()};
                     });
}

dinh_status dinh_receipt_verify(const dinh_pack* pack, const char* receipt, size_t receipt_length, dinh_string** out) {
  return guarded(__func__, [&, function = __func__] {
    arguments a{function};
    a.needs(pack, "pack");
    const std::string_view content = a.document(receipt, receipt_length, "receipt");
    a.needs(out, "out");
    if (!a.ok()) return a.refuse();
    const auto done = dinh::verify_receipt(content, "receipt", pack->value);
    if (!done) return fail(function, done.error());
    nlohmann::ordered_json j{{"same", done->is_same()}};
    j["differences"] = dinh::exchange::faults_json(done->differences);
    j["question"] = done->read.question;
    j["inputs"] = value_of(done->read.inputs);
    j["result"] = value_of(done->read.result);
    j["result_here"] = value_of(done->result_here);
    return give(out, dinh::exchange::on_one_line(j));
  });
}

}  // extern "C"
