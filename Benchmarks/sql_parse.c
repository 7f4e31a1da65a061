/* The reference for parsing speed: libpg_query alone over the same files, on one thread.
 * cc -O2 -o sql_parse sql_parse.c -lpg_query -lprotobuf-c ; ./sql_parse FILE... */
#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>
#include <stdio.h>
#include <stdlib.h>

static char *contents(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  char *text = malloc((size_t)size + 1);
  if (text) text[fread(text, 1, (size_t)size, file)] = 0;
  fclose(file);
  return text;
}

int main(int count, char **paths) {
  long files = 0, statements = 0, errors = 0;
  for (int i = 1; i < count; i++) {
    char *text = contents(paths[i]);
    if (!text) {
      perror(paths[i]);
      return 2;
    }
    files++;
    PgQueryProtobufParseResult result = pg_query_parse_protobuf(text);
    if (result.error) {
      errors++;
    } else {
      PgQuery__ParseResult *tree = pg_query__parse_result__unpack(
          NULL, result.parse_tree.len, (const uint8_t *)result.parse_tree.data);
      if (tree) {
        statements += (long)tree->n_stmts;
        pg_query__parse_result__free_unpacked(tree, NULL);
      }
    }
    pg_query_free_protobuf_parse_result(result);
    free(text);
  }
  printf("%ld files, %ld statements, %ld errors\n", files, statements, errors);
  return 0;
}
