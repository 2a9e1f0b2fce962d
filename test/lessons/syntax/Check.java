import com.sun.source.util.JavacTask;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** Parses each file named on the command line, without resolving anything, and prints `path TAB line TAB message` for each error. */
final class Check {
    public static void main(String[] arguments) throws Exception {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var problems = new DiagnosticCollector<JavaFileObject>();
        try (var files = compiler.getStandardFileManager(problems, null, null)) {
            var sources = files.getJavaFileObjectsFromPaths(Arrays.stream(arguments).map(Path::of).toList());
            ((JavacTask) compiler.getTask(null, files, problems, List.of(), null, sources)).parse();
        }
        for (var problem : problems.getDiagnostics()) {
            if (problem.getKind() != Diagnostic.Kind.ERROR) continue;
            var message = problem.getMessage(null).replaceAll("\\s+", " ");
            System.out.println(Path.of(problem.getSource().toUri()) + "\t" + problem.getLineNumber() + "\t" + message);
        }
    }
}
