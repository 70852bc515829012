// concord account: who may use a desk.
#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <ctime>
#include <iostream>

#include "app/command.h"
#include "newsroom/service/desk_accounts.h"
#include "newsroom/service/desk_store.h"
#include "text/clock.h"
#include "text/input_error.h"

namespace concord::app {
namespace po = boost::program_options;
namespace {

constexpr const char* kUsage =
    "Usage: concord account ACTION [NAME] --store FILE|URL [--role ROLE]\n\n"
    "  add NAME       an account; the password is read from standard input\n"
    "  password NAME  another password\n"
    "  role NAME      another role\n"
    "  remove NAME    no account any more\n"
    "  list           accounts and keys\n"
    "  key NAME       an API key for what NAME says; it is printed once\n"
    "  revoke ID      no key any more";

/// Keeps what is typed off the terminal.
class Hidden {
 public:
  Hidden() {
    if (isatty(STDIN_FILENO) == 0 || tcgetattr(STDIN_FILENO, &before_) != 0) return;
    termios now = before_;
    now.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    hidden_ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &now) == 0;
    notice("password:");
  }
  ~Hidden() {
    if (hidden_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  Hidden(const Hidden&) = delete;
  Hidden& operator=(const Hidden&) = delete;

 private:
  termios before_{};
  bool hidden_ = false;
};

std::string read_password() {
  const Hidden hidden;
  std::string password;
  if (!std::getline(std::cin, password))
    throw InputError("", 0, "there is no password on standard input", "give it as one line");
  return password;
}

void list(DeskAccounts& accounts) {
  for (const Account& account : accounts.accounts())
    print_line(
        fmt::format("account {}  {}  {}", account.name, role_name(account.role), account.created));
  for (const ApiKey& key : accounts.keys())
    print_line(fmt::format("key {}  {}  {}  {}{}", key.id, key.name, role_name(key.role),
                           key.created, key.revoked.empty() ? "" : "  revoked " + key.revoked));
}

struct AccountCommand {
  std::string action;
  std::string name;
  std::string role;
  std::string store = "concord-desk.db";
};

void act(const AccountCommand& command, DeskAccounts& accounts) {
  const std::string now = iso_time(std::time(nullptr));
  const auto role = role_of(command.role);
  if (!role) throw UsageError("unknown role '" + command.role + "'; use reader, editor or admin");
  const std::string& name = command.name;
  if (command.action == "add") {
    accounts.add(name, read_password(), *role, now);
  } else if (command.action == "password") {
    accounts.set_password(name, read_password());
  } else if (command.action == "role") {
    accounts.set_role(name, *role);
  } else if (command.action == "remove") {
    accounts.remove(name);
  } else if (command.action == "key") {
    print_line(accounts.add_key(name, *role, now));
  } else if (command.action == "revoke") {
    if (name.empty() || name.size() > 18 ||
        name.find_first_not_of("0123456789") != std::string::npos ||
        !accounts.revoke_key(std::stoll(name), now))
      throw InputError("", 0, "there is no key '" + name + "' in force",
                       "see concord account list");
  } else {
    throw UsageError("unknown action '" + command.action + "'; see concord account --help");
  }
  accounts.note({now, "command line", command.action + " " + name, ""});
}

}  // namespace

int run_account(const Arguments& arguments, const ProgramData&) {
  AccountCommand command;
  po::options_description options("Options");
  options.add_options()  //
      ("store", po::value(&command.store)->default_value(command.store),
       "that of concord serve: a file or postgresql://HOST/DATABASE")  //
      ("role", po::value(&command.role)->default_value("editor"),
       "reader (sees all), editor (changes and judges) or admin (keeps accounts, too)")  //
      ("action", po::value(&command.action), "what to do")                               //
      ("name", po::value(&command.name), "of the account or key");
  po::positional_options_description positional;
  positional.add("action", 1).add("name", 1);
  if (!parse_options(arguments, kUsage, options, positional)) return kClean;
  if (command.action.empty()) throw UsageError("name an action; see concord account --help");
  SqlPool pool(command.store, 1, desk_schema());
  DeskAccounts accounts(pool);
  if (command.action == "list") {
    list(accounts);
  } else {
    act(command, accounts);
  }
  return kClean;
}

}  // namespace concord::app
