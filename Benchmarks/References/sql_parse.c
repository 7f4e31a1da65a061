// The reference for reading migrations: parses each file named on the command line with libpg_query into
// its protobuf-c structures on one thread, frees them, and prints how much that was.
#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  size_t bytes = 0, statements = 0, failed = 0;
  for (int i = 1; i < argc; i++) {
    FILE *file = fopen(argv[i], "rb");
    if (!file) { perror(argv[i]); return 1; }
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    char *text = malloc(size + 1);
    if (fread(text, 1, size, file) != size) { perror(argv[i]); return 1; }
    fclose(file);
    text[size] = 0;
    bytes += size;

    PgQueryProtobufParseResult result = pg_query_parse_protobuf(text);
    if (result.error) {
      failed++;
    } else {
      PgQuery__ParseResult *tree = pg_query__parse_result__unpack(
          NULL, result.parse_tree.len, (const uint8_t *)result.parse_tree.data);
      statements += tree->n_stmts;
      pg_query__parse_result__free_unpacked(tree, NULL);
    }
    pg_query_free_protobuf_parse_result(result);
    free(text);
  }
  printf("%zu bytes, %zu statements, %zu files failed\n", bytes, statements, failed);
  return 0;
}
