<?php
// Parses each file named on the command line and prints `path<TAB>line<TAB>message` for those that are not PHP.
foreach (array_slice($argv, 1) as $path) {
    $code = file_get_contents($path);
    if (!str_starts_with($code, '<?php')) {
        echo "$path\t1\tThe block must start with <?php\n";
        continue;
    }
    try {
        token_get_all($code, TOKEN_PARSE);
    } catch (ParseError $error) {
        echo "$path\t{$error->getLine()}\t{$error->getMessage()}\n";
    }
}
