// Where an output goes and how it takes its place: shared by every class that writes files.
//
//   const WriteTarget target = find_write_target("all.tmx");  // through symbolic links
//   ... write a file beside target.path ...
//   replace_target(fd, beside, target);                       // all.tmx is the new file
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>

namespace concord {

/// The file that a name stands for. Links are followed, so that they stay links.
struct WriteTarget {
  enum class Kind : std::uint8_t {
    kNew,      ///< nothing is there
    kFile,     ///< a file, to be replaced
    kSpecial,  ///< a device or a pipe, to be written to and never replaced
  };
  std::string name;  ///< as the user gave it, for messages
  std::string path;  ///< after all symbolic links
  Kind kind = Kind::kNew;
  mode_t mode = 0;  ///< permissions, owner and group of a kFile
  uid_t owner = 0;
  gid_t group = 0;
};

/// Looks where a name leads. Throws InputError for a folder, and for a file that this process may
/// not write.
WriteTarget find_write_target(const std::string& name);

/// Opens a kSpecial target for writing; of a pipe waits for its reader. Throws InputError.
int open_special(const WriteTarget& target);

/// A file in the folder of a target that is to take its place: without a name where the file
/// system allows that (`path` is empty then), else under one that cannot be guessed, opened so that
/// nothing that exists is followed or overwritten. Throws InputError.
struct FileBeside {
  int fd = -1;
  std::string path;
};
FileBeside open_beside(const WriteTarget& target);

/// Gives a file without a name one in its folder that cannot be guessed, and returns it. Throws
/// InputError.
std::string name_file_beside(int fd, const WriteTarget& target);

/// Gives an open file the permissions and the owner of the file that it will replace. Where this
/// process may not give the group, that of others is all that the group may do. Throws InputError.
void take_permissions(int fd, const WriteTarget& target);

/// Renames `from`, which is on the disk already, over the target and puts the folder on the disk.
/// Throws InputError.
void replace_target(const std::string& from, const WriteTarget& target);

/// Waits until what was written is on the disk. Throws InputError.
void sync_file(int fd, const std::string& name);

/// Throws InputError "NAME: WHAT: the reason in errno".
[[noreturn]] void refuse_output(const std::string& name, const char* what);

}  // namespace concord
