" Vim: put this file into ~/.vim/compiler/concord.vim, then  :compiler concord | make  fills the list of errors.
if exists("current_compiler")
  finish
endif
let current_compiler = "concord"
CompilerSet makeprg=concord\ changed\ --format\ line\ %:S
CompilerSet errorformat=%f:%l:%c:\ %trror\ %m,%f:%l:%c:\ %tarning\ %m,%f:%l:%c:\ %tnfo\ %m,%-G%.%#
