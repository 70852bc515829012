// The pages on which people log in, change their passwords and, as admins, keep accounts and keys.
#include <fmt/format.h>

#include <charconv>

#include "formats/escape.h"
#include "newsroom/service/desk.h"
#include "newsroom/service/desk_values.h"
#include "newsroom/service/page_maker.h"
#include "text/input_error.h"

namespace concord {
namespace {

using Form = std::map<std::string, std::string>;

constexpr std::size_t kAuditRows = 100;

std::string value_of(const Form& form, const char* name) {
  const auto found = form.find(name);
  return found == form.end() ? std::string() : found->second;
}

/// A path of ours to go on to; never another site's.
std::string safe_next(const std::string& next) {
  const bool ours = next.starts_with("/") && next.find_first_of("\\\r\n") == std::string::npos &&
                    !next.starts_with("//");
  return ours ? next : "/";
}

ServiceResponse redirect(const std::string& path) {
  ServiceResponse response{303, "text/plain; charset=utf-8", "", {}};
  response.headers["Location"] = path;
  return response;
}

std::string log_in_html(const PageMaker& page, const std::string& next, const std::string& name,
                        const std::string& failed) {
  return page.file("login.html", {{"next", page_text(safe_next(next))},
                                  {"name", page_text(name)},
                                  {"failed", PageMaker::told(failed, true)}});
}

std::string roles_html(const PageMaker& page, Role chosen) {
  return page.options("desk.role", {"reader", "editor", "admin"}, std::string(role_name(chosen)));
}

std::string accounts_html(const PageMaker& page, const std::vector<Account>& accounts) {
  std::string out = page.table_head({"desk.name", "desk.role", "desk.new-password", "desk.remove"});
  const auto form = [&](const char* action, const Account& account, const char* label,
                        const std::string& more = {}) {
    return page.button_form("/people", {{"action", action}, {"name", account.name}},
                            page.text(label), more);
  };
  for (const Account& account : accounts) {
    const std::string role = fmt::format("<select name=\"role\" aria-label=\"{}\">{}</select>",
                                         page.html("desk.role"), roles_html(page, account.role));
    const std::string password = fmt::format(
        "<input type=\"password\" name=\"password\" aria-label=\"{}\" minlength=\"12\" "
        "autocomplete=\"new-password\" required>",
        page.html("desk.new-password"));
    out += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                       page_text(account.name), form("role", account, "desk.set", role),
                       form("password", account, "desk.set", password),
                       form("remove", account, "desk.remove"));
  }
  return out + "</tbody></table></div>\n";
}

std::string keys_html(const PageMaker& page, const std::vector<ApiKey>& keys) {
  if (keys.empty()) return {};
  std::string out = page.table_head({"desk.key-name", "desk.role", "desk.created", "desk.revoke"});
  for (const ApiKey& key : keys) {
    const std::string end =
        key.revoked.empty()
            ? page.button_form("/people", {{"action", "revoke"}, {"id", std::to_string(key.id)}},
                               page.text("desk.revoke"))
            : page_text(key.revoked);
    out +=
        fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                    page_text(key.name), page.html("desk.role-" + std::string(role_name(key.role))),
                    page_text(key.created), end);
  }
  return out + "</tbody></table></div>\n";
}

std::string audit_html(const PageMaker& page, const std::vector<AuditRow>& rows) {
  std::string out = page.table_head({"desk.when", "desk.who", "desk.what", "desk.client"});
  for (const AuditRow& row : rows)
    out += fmt::format(
        "<tr><td class=\"time\"><time "
        "datetime=\"{0}\">{0}</time></td><td>{1}</td><td>{2}</td><td>{3}</td></tr>\n",
        page_text(row.at), page_text(row.who), page_text(row.what), page_text(row.client));
  return out + "</tbody></table></div>\n";
}

Role wanted_role(const Form& form) {
  const auto role = role_of(value_of(form, "role"));
  if (!role) throw InputError("request", 0, "has no role", "use reader, editor or admin");
  return *role;
}

/// Does what a form of the page asks; what is to be shown, once: a new key.
std::string change_people(DeskAccounts& accounts, const Form& form, std::string& done) {
  const std::string action = value_of(form, "action");
  const std::string name = value_of(form, "name");
  const std::string now = service_time();
  done = action + " " + name;
  if (action == "add") {
    accounts.add(name, value_of(form, "password"), wanted_role(form), now);
    done += " " + value_of(form, "role");
  } else if (action == "password") {
    accounts.set_password(name, value_of(form, "password"));
  } else if (action == "role") {
    accounts.set_role(name, wanted_role(form));
    done += " " + value_of(form, "role");
  } else if (action == "remove") {
    accounts.remove(name);
  } else if (action == "key") {
    done += " " + value_of(form, "role");
    return accounts.add_key(name, wanted_role(form), now);
  } else if (action == "revoke") {
    const std::string id = value_of(form, "id");
    std::int64_t number = 0;
    std::from_chars(id.data(), id.data() + id.size(), number);
    done = "revoke " + std::to_string(number);
    if (!accounts.revoke_key(number, now))
      throw InputError("request", 0, "there is no such key", "");
  } else {
    throw InputError("request", 0, "asks for something unknown", "");
  }
  return {};
}

ServiceResponse log_in_page(Desk& desk, const DeskRequest& request, std::int64_t,
                            const std::string&) {
  if (!desk.access.log_in_needed()) return redirect("/");
  const Caller nobody;
  const PageMaker page(desk.messages, desk.ui_lang(request), desk.options.version, nobody,
                       desk.languages);
  return page.response(page.text("desk.log-in"), "",
                       log_in_html(page, request.parameter("next"), "", ""), false);
}

ServiceResponse post_log_in(Desk& desk, const DeskRequest& request, std::int64_t,
                            const std::string&) {
  if (!desk.access.log_in_needed()) return redirect("/");
  const Form form = form_values(request.body);
  bool wait = false;
  const auto token =
      desk.access.log_in(request, value_of(form, "name"), value_of(form, "password"), wait);
  if (token) {
    ServiceResponse response = redirect(safe_next(value_of(form, "next")));
    response.headers["Set-Cookie"] = desk.access.cookie(request, *token);
    return response;
  }
  const Caller nobody;
  const PageMaker page(desk.messages, desk.ui_lang(request), desk.options.version, nobody,
                       desk.languages);
  ServiceResponse response =
      page.response(page.text("desk.log-in"), "",
                    log_in_html(page, value_of(form, "next"), value_of(form, "name"),
                                page.text(wait ? "desk.log-in-wait" : "desk.log-in-failed")),
                    false);
  response.status = wait ? 429 : 401;
  return response;
}

ServiceResponse post_log_out(Desk& desk, const DeskRequest& request, std::int64_t,
                             const std::string&) {
  desk.accounts.log_out(desk.access.session_token(request));
  ServiceResponse response = redirect("/login");
  response.headers["Set-Cookie"] = desk.access.cookie(request, "");
  return response;
}

ServiceResponse account_page(Desk& desk, const DeskRequest& request, std::int64_t,
                             const std::string&) {
  const PageMaker page(desk.messages, desk.ui_lang(request), desk.options.version, request.caller,
                       desk.languages);
  return page.response(
      page.text("desk.account"), "",
      page.file("account.html", {{"heading", page_text(request.caller.person.name)},
                                 {"told", ""},
                                 {"token", page.csrf_field()}}),
      false);
}

ServiceResponse post_account(Desk& desk, const DeskRequest& request, std::int64_t,
                             const std::string&) {
  const PageMaker page(desk.messages, desk.ui_lang(request), desk.options.version, request.caller,
                       desk.languages);
  const Form form = form_values(request.body);
  const std::string& name = request.caller.person.name;
  std::string wrong;
  bool wait = false;
  if (request.caller.kind != CallerKind::kSession ||
      !desk.access.log_in(request, name, value_of(form, "password"), wait)) {
    wrong = page.text(wait ? "desk.log-in-wait" : "desk.log-in-failed");
  } else {
    try {
      desk.accounts.set_password(name, value_of(form, "new-password"));
      desk.accounts.note({service_time(), name, "password-changed", request.caller.client});
      return redirect("/login");
    } catch (const StoreFailure&) {
      throw;
    } catch (const InputError& error) {
      wrong = error.what();
    }
  }
  ServiceResponse response =
      page.response(page.text("desk.account"), "",
                    page.file("account.html", {{"heading", page_text(name)},
                                               {"told", PageMaker::told(wrong, true)},
                                               {"token", page.csrf_field()}}),
                    false);
  response.status = 400;
  return response;
}

ServiceResponse people_response(Desk& desk, const DeskRequest& request, const std::string& told,
                                bool wrong) {
  const PageMaker page(desk.messages, desk.ui_lang(request), desk.options.version, request.caller,
                       desk.languages);
  ServiceResponse response = page.response(
      page.text("desk.people"), "people",
      page.file("people.html", {{"told", PageMaker::told(told, wrong)},
                                {"token", page.csrf_field()},
                                {"roles", roles_html(page, Role::kEditor)},
                                {"accounts", accounts_html(page, desk.accounts.accounts())},
                                {"keys", keys_html(page, desk.accounts.keys())},
                                {"audit", audit_html(page, desk.accounts.audit(kAuditRows))}}),
      false);
  response.status = wrong ? 400 : 200;
  return response;
}

ServiceResponse people_page(Desk& desk, const DeskRequest& request, std::int64_t,
                            const std::string&) {
  return people_response(desk, request, {}, false);
}

ServiceResponse post_people(Desk& desk, const DeskRequest& request, std::int64_t,
                            const std::string&) {
  std::string done;
  std::string key;
  try {
    key = change_people(desk.accounts, form_values(request.body), done);
  } catch (const StoreFailure&) {
    throw;
  } catch (const InputError& error) {
    return people_response(desk, request, error.what(), true);
  }
  desk.accounts.note({service_time(), request.caller.person.name, done, request.caller.client});
  if (key.empty()) return redirect("/people");
  const MessageCatalogue messages(desk.messages, desk.ui_lang(request));
  return people_response(desk, request, messages.text({"desk.key-once", {{"key", key}}}), false);
}

}  // namespace

void add_people_routes(Desk& desk, DeskRoutes& routes) {
  routes.add(desk, {"GET", "/login"}, log_in_page);
  routes.add(desk, {"POST", "/login", Role::kNobody, true}, post_log_in);
  routes.add(desk, {"POST", "/logout", Role::kReader, true}, post_log_out);
  routes.add(desk, {"GET", "/account", Role::kReader}, account_page);
  routes.add(desk, {"POST", "/account", Role::kReader, true}, post_account);
  routes.add(desk, {"GET", "/people", Role::kAdmin}, people_page);
  routes.add(desk, {"POST", "/people", Role::kAdmin, true}, post_people);
}

}  // namespace concord
