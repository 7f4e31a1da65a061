// The reference for reading speed: parses each file named on the command line with bare cmark-gfm (task
// lists and tables attached) on one thread, visits every node, and prints how much that was.
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <stdio.h>
#include <stdlib.h>

static char *read_file(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (!file) { perror(path); exit(1); }
  fseek(file, 0, SEEK_END);
  *size = (size_t)ftell(file);
  rewind(file);
  char *text = malloc(*size + 1);
  if (fread(text, 1, *size, file) != *size) { perror(path); exit(1); }
  fclose(file);
  return text;
}

int main(int argc, char **argv) {
  size_t bytes = 0, nodes = 0;
  cmark_gfm_core_extensions_ensure_registered();
  cmark_syntax_extension *tasks = cmark_find_syntax_extension("tasklist");
  cmark_syntax_extension *tables = cmark_find_syntax_extension("table");
  for (int i = 1; i < argc; i++) {
    size_t size;
    char *text = read_file(argv[i], &size);
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
    cmark_parser_attach_syntax_extension(parser, tasks);
    cmark_parser_attach_syntax_extension(parser, tables);
    cmark_parser_feed(parser, text, size);
    cmark_node *root = cmark_parser_finish(parser);
    cmark_iter *iterator = cmark_iter_new(root);
    while (cmark_iter_next(iterator) != CMARK_EVENT_DONE) nodes++;
    cmark_iter_free(iterator);
    cmark_node_free(root);
    cmark_parser_free(parser);
    free(text);
    bytes += size;
  }
  printf("%zu bytes, %zu events\n", bytes, nodes);
  return 0;
}
