-- Neovim (0.7 or later): put this file into ~/.config/nvim/plugin/concord.lua. Marks appear as one types; vim.lsp.buf.code_action() offers the fixes.
local client -- one for all files, so that both versions are compared as they stand in the editor

vim.api.nvim_create_autocmd("FileType", {
  pattern = { "text", "markdown" },
  callback = function()
    client = client or vim.lsp.start_client({ name = "concord", cmd = { "concord", "lsp" }, root_dir = vim.fn.getcwd() })
    if client then
      vim.lsp.buf_attach_client(0, client)
    end
  end,
})
